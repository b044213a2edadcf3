using static TorchSharp.torch;

namespace Rsg.Optimization;

/// <summary>The parameters that one step moves, with their gradients and velocities.</summary>
internal sealed class MovingParameters(int capacity)
{
    private readonly List<Tensor> parameters = new(capacity);
    private readonly List<Tensor> gradients = new(capacity);
    private readonly List<Tensor> velocities = new(capacity);

    /// <summary>Whether there is none.</summary>
    public bool IsEmpty => parameters.Count == 0;

    /// <summary>The parameters, their gradients and their velocities, in the same order.</summary>
    public (Tensor[] Parameters, Tensor[] Gradients, Tensor[] Velocities) Lists => ([.. parameters], [.. gradients], [.. velocities]);

    public void Add(Tensor parameter, Tensor gradient, Tensor velocity)
    {
        parameters.Add(parameter);
        gradients.Add(gradient);
        velocities.Add(velocity);
    }
}
