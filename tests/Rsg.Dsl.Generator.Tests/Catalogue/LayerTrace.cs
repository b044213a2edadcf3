namespace Rsg.Dsl.Generator.Tests.Catalogue;

/// <summary>
/// Writes a network down layer by layer, as its published definition lists it, and counts by PyTorch's rules: the state in PyTorch's
/// order, the shape of the maps, and the multiplications with an addition of convolutions and linear layers. It knows nothing of the generator.
/// </summary>
internal sealed class LayerTrace(Maps input)
{
    private readonly List<StateEntry> state = [];
    private readonly List<ExpectedPart> parts = [];

    /// <summary>The maps behind the last layer. A branch starts where this is set back to.</summary>
    public Maps Here { get; set; } = input;

    public IReadOnlyList<StateEntry> State => state;

    public IReadOnlyList<ExpectedPart> Parts => parts;

    public long MultiplyAdds { get; private set; }

    public long ParameterCount => state.Where(static entry => !entry.IsBuffer).Sum(static entry => entry.Count);

    /// <summary>A convolution without bias; its padding keeps the size unless it is told otherwise.</summary>
    public void Convolution(string name, int channels, int kernel, int stride = 1, int groups = 1)
    {
        long[] weight = [channels, Here.Channels / groups, kernel, kernel];
        state.Add(new(name + ".weight", weight, IsBuffer: false));
        var padding = kernel / 2;
        Here = new(channels, Strided(Here.Height, kernel, stride, padding), Strided(Here.Width, kernel, stride, padding));
        MultiplyAdds += state[^1].Count * Here.Height * Here.Width;
    }

    public void BatchNorm(string name)
    {
        foreach (var part in (string[])["weight", "bias"])
        {
            state.Add(new($"{name}.{part}", [Here.Channels], IsBuffer: false));
        }

        foreach (var part in (string[])["running_mean", "running_var"])
        {
            state.Add(new($"{name}.{part}", [Here.Channels], IsBuffer: true));
        }

        state.Add(new(name + ".num_batches_tracked", [], IsBuffer: true));
    }

    /// <summary>A pool of a square window.</summary>
    public void Pool(int kernel, int stride, int padding = 0, bool roundsUp = false)
    {
        int Size(int size)
        {
            if (!roundsUp)
            {
                return Strided(size, kernel, stride, padding);
            }

            // A window that would start behind the image and its padding is left out.
            var windows = ((size + (2 * padding) - kernel + stride - 1) / stride) + 1;
            return (windows - 1) * stride >= size + padding ? windows - 1 : windows;
        }

        Here = new(Here.Channels, Size(Here.Height), Size(Here.Width));
    }

    /// <summary>Global average pooling, then the classifier: linear with a bias, or cosines with a weight (in, out) without.</summary>
    public void Classifier(string name, int classes, bool isCosine)
    {
        if (isCosine)
        {
            state.Add(new(name + ".weight", [Here.Channels, classes], IsBuffer: false));
        }
        else
        {
            state.Add(new(name + ".weight", [classes, Here.Channels], IsBuffer: false));
            state.Add(new(name + ".bias", [classes], IsBuffer: false));
        }

        MultiplyAdds += (long)Here.Channels * classes;
    }

    /// <summary>Says that a part of the network ends here.</summary>
    public void EndPart(string name, int? stage = null) => parts.Add(new(name, stage, Here));

    private static int Strided(int size, int kernel, int stride, int padding) => ((size + (2 * padding) - kernel) / stride) + 1;
}
