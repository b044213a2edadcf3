using TorchSharp.Modules;

namespace Rsg.Layers;

/// <summary>Start values of group normalisation, which TorchSharp 0.107 leaves to whatever the memory held.</summary>
internal static class GroupNormStart
{
    public static void Set(GroupNorm layer)
    {
        layer.weight?.fill_(1);
        layer.bias?.zero_();
    }
}
