using Rsg.Dsl.Emission;

namespace Rsg.Dsl.Networks.Ops;

/// <summary>
/// One operation of a network: what shape comes out, what it costs, and how it is written in C#. A new op is one file here.
/// </summary>
internal abstract record Op
{
    /// <summary>The short name of the module that holds the op's state, or <c>null</c> where it is a mere function.</summary>
    public virtual string? ModuleType => null;

    /// <summary>Whether the op gives a tensor of its own that a following op may overwrite, because its backward does not read it.</summary>
    public virtual bool OutputMayBeOverwritten => false;

    /// <summary>The op with the parameters of its block filled in.</summary>
    public abstract Op Bind(IReadOnlyDictionary<string, int> arguments);

    /// <summary>The shape that comes out where <paramref name="input"/> goes in.</summary>
    public abstract Shape Infer(Shape input);

    /// <summary>How many trained numbers the op has.</summary>
    public virtual long CountParameters() => 0;

    /// <summary>How many multiplications with an addition one sample costs.</summary>
    public virtual long CountMultiplyAdds(Shape input) => 0;

    /// <summary>The C# expression that makes the module.</summary>
    public virtual string Construct(TypeNames names) => throw new InvalidOperationException($"{GetType().Name} has no module.");

    /// <summary>The C# expression that applies the op to a variable.</summary>
    /// <param name="field">The field that holds the module, where there is one.</param>
    /// <param name="variable">The variable.</param>
    /// <param name="mayOverwrite">Whether the variable's tensor is no longer needed as it is.</param>
    public virtual string Apply(string field, string variable, bool mayOverwrite) => $"{field}.call({variable})";
}
