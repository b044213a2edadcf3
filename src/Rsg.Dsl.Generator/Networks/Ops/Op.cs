using Rsg.Dsl.Naming;

namespace Rsg.Dsl.Networks.Ops;

/// <summary>
/// One operation of a network: what shape comes out, what it costs, and how it is written in C#. A new op is one file here.
/// </summary>
internal abstract record Op
{
    /// <summary>What the emitted code calls the ONNX graph that it adds to.</summary>
    public const string Onnx = "onnx";

    /// <summary>What a summary calls it: PyTorch's name of the layer.</summary>
    public abstract string Title { get; }

    /// <summary>The short name of the module that holds the op's state, or <c>null</c> where it is a mere function.</summary>
    public virtual string? ModuleType => null;

    /// <summary>Whether the op gives a tensor of its own that a following op may overwrite, because its backward does not read it.</summary>
    public virtual bool OutputMayBeOverwritten => false;

    /// <summary>The shape that comes out where <paramref name="input"/> goes in.</summary>
    /// <exception cref="ShapeException">The op cannot work with that.</exception>
    public abstract Shape Infer(Shape input, Bindings bindings);

    /// <summary>Finds fault with what the op can work with, but hardly as it was meant.</summary>
    /// <exception cref="ShapeException">There is such a fault.</exception>
    public virtual void Check(Shape input, Bindings bindings)
    {
    }

    /// <summary>What is known behind the op, in a block, of what arrives.</summary>
    public virtual Flow Pass(Flow flow) => flow;

    /// <summary>How many trained numbers the op has.</summary>
    public virtual long CountParameters(Bindings bindings) => 0;

    /// <summary>How many multiplications with an addition one sample costs.</summary>
    public virtual long CountMultiplyAdds(Shape output, Bindings bindings) => 0;

    /// <summary>The numbers that <see cref="Apply"/> writes, where no module holds them.</summary>
    public virtual IEnumerable<Dim> AppliedNumbers => [];

    /// <summary>
    /// What decides about the op and is not told by its title, its shapes and its number of parameters, in words and numbers: by it a run knows its
    /// network again, so it has nothing of the code that is written for the op.
    /// </summary>
    public virtual string Describe(Bindings bindings) => "";

    /// <summary>The C# expression that makes the module.</summary>
    public virtual string Construct(TypeNames names) => throw new InvalidOperationException($"{GetType().Name} has no module.");

    /// <summary>The C# expression that applies the op.</summary>
    /// <param name="names">The names of types.</param>
    /// <param name="field">The field that holds the module, where there is one.</param>
    /// <param name="input">The expression for the tensor that it is applied to.</param>
    /// <param name="mayOverwrite">Whether that tensor is no longer needed as it is.</param>
    public virtual string Apply(TypeNames names, string field, string input, bool mayOverwrite) => $"{field}.call({input})";

    /// <summary>
    /// The C# expression that adds the op, as it is in evaluation mode, to an ONNX graph; the input itself where it does nothing then. <see cref="Onnx"/>
    /// is the graph.
    /// </summary>
    /// <param name="field">The field that holds the module, where there is one.</param>
    /// <param name="input">The expression for the tensor that it is applied to.</param>
    public abstract string Export(string field, string input);

    /// <summary>The product of sizes.</summary>
    /// <exception cref="ShapeException">It is beyond any network.</exception>
    protected static long Product(params long[] factors)
    {
        const long Largest = 1L << 48;
        var product = 1L;
        foreach (var factor in factors)
        {
            if (factor > 0 && product > Largest / factor)
            {
                throw new ShapeException("it takes more numbers than any machine holds");
            }

            product *= factor;
        }

        return product;
    }

    /// <summary>Checks the channels that arrive against those that the op was written for.</summary>
    /// <exception cref="ShapeException">They differ.</exception>
    protected static void RequireChannels(Shape input, int channels)
    {
        if (input.Channels != channels)
        {
            throw new ShapeException($"{input} arrives, but {Invariant.Text(channels)} channels are expected");
        }
    }
}
