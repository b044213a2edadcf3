using System.Globalization;
using static TorchSharp.torch;

namespace Rsg.Generation;

/// <summary>Layers under the position that they have in the released code's sequence, where a ReLU without parameters has one too.</summary>
internal sealed class NumberedLayers : nn.Module
{
    public NumberedLayers(params (int Position, WeightAndBias Layer)[] layers)
        : base(nameof(NumberedLayers))
    {
        foreach (var (position, layer) in layers)
        {
            register_module(position.ToString(CultureInfo.InvariantCulture), layer);
        }
    }
}
