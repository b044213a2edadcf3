using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Rsg.Layers;

/// <summary>Makes parameters that live as long as their module.</summary>
internal static class OwnedParameter
{
    // A parameter made inside a dispose scope, the constructor's or the caller's, would be disposed with it.
    public static Parameter Of(Tensor values) => (Parameter)nn.Parameter(values).DetachFromDisposeScope();
}
