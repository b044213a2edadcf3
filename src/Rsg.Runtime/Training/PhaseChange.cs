namespace Rsg.Training;

/// <summary>The training goes over to phase 2 of Algorithm 1: RSG now generates samples.</summary>
/// <param name="Epoch">The first epoch of the phase, counted from 0.</param>
/// <param name="Epochs">Epochs of the whole training.</param>
/// <param name="Phase">The phase that begins: 2.</param>
public sealed record PhaseChange(int Epoch, int Epochs, int Phase);
