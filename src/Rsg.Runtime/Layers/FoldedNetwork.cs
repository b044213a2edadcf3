using System.ComponentModel;
using TorchSharp;
using static TorchSharp.torch;

namespace Rsg.Layers;

/// <summary>Copies of networks for inference, in which batch normalisations are folded into the convolutions before them.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class FoldedNetwork
{
    /// <summary>
    /// Makes a folded copy, in evaluation mode, with the type and on the device of the network. Every <see cref="FoldableBatchNorm"/> is folded; a
    /// batch normalisation of another type stays.
    /// </summary>
    /// <param name="network">The network; it stays as it is.</param>
    /// <param name="create">Makes one of the same layers. Torch's random state on the CPU is restored afterwards, so that no other thread should draw meanwhile.</param>
    /// <returns>The copy. It shares no memory with the network and has no gradients; training it, and saving or loading its weights as a file, are refused.</returns>
    /// <exception cref="InvalidOperationException">The network is a folded one.</exception>
    public static T Of<T>(T network, Func<T> create)
        where T : nn.Module
    {
        ArgumentNullException.ThrowIfNull(network);
        ArgumentNullException.ThrowIfNull(create);
        RequireUnfolded(network, "folded again");
        var copy = CreateWithoutDrawing(create);
        if (network.parameters().FirstOrDefault() is { } parameter)
        {
            copy.to(parameter.dtype).to(parameter.device);
        }

        copy.load_state_dict(network.state_dict());
        copy.eval();
        foreach (var layer in copy.modules().OfType<FoldableBatchNorm>())
        {
            layer.Fold();
        }

        foreach (var weight in copy.parameters())
        {
            weight.requires_grad = false;
        }

        return copy;
    }

    /// <summary>Requires a network of which nothing is folded.</summary>
    /// <exception cref="InvalidOperationException">Something is.</exception>
    internal static void RequireUnfolded(nn.Module network, string whatToDo)
    {
        if (network.modules().Prepend(network).OfType<FoldableBatchNorm>().Any(static layer => layer.IsFolded))
        {
            throw new InvalidOperationException(Refusal(whatToDo));
        }
    }

    internal static string Refusal(string whatToDo) =>
        $"A folded network is for inference: its batch normalisations are merged into the convolutions, so that it cannot be {whatToDo}. Take the network that it was made from.";

    // A copy that is made between two epochs must not change the second.
    private static T CreateWithoutDrawing<T>(Func<T> create)
    {
        using var state = get_rng_state();
        try
        {
            return create();
        }
        finally
        {
            set_rng_state(state);
        }
    }
}
