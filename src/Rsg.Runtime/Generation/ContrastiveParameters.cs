using static TorchSharp.torch;

namespace Rsg.Generation;

/// <summary>Parameters of the contrastive module (Eq. 2): h's two convolutions, A* and b*.</summary>
/// <param name="FirstWeight">(M, 2D, 3, 3), or (M, 2D, 1, 1) in the released form.</param>
/// <param name="FirstBias">(M).</param>
/// <param name="SecondWeight">(M, M, 3, 3).</param>
/// <param name="SecondBias">(M).</param>
/// <param name="HeadWeight">A*: (2, M). Row 1 is "same class", row 0 "not the same".</param>
/// <param name="HeadBias">b*: (2).</param>
/// <param name="Windows">What does not change: the windows of the second convolution's taps.</param>
internal sealed record ContrastiveParameters(
    Tensor FirstWeight, Tensor FirstBias, Tensor SecondWeight, Tensor SecondBias, Tensor HeadWeight, Tensor HeadBias, TapWindows Windows)
{
    public ContrastiveParameters Detached() => new(
        FirstWeight.detach(), FirstBias.detach(), SecondWeight.detach(), SecondBias.detach(), HeadWeight.detach(), HeadBias.detach(), Windows);
}
