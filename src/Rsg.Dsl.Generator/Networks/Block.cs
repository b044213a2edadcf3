using Rsg.Dsl.Collections;
using Rsg.Dsl.Networks.Ops;

namespace Rsg.Dsl.Networks;

/// <summary>An op and the name of its state: <c>conv1</c> holds <c>conv1.weight</c>. A mere function has no name.</summary>
internal sealed record Layer(string Name, Op Op)
{
    public static Layer Function(Op op) => new("", op);
}

/// <summary>A residual block, written once and used many times with other numbers: one emitted class.</summary>
/// <param name="ClassName">The name of that class.</param>
/// <param name="Summary">What it is, for its doc comment.</param>
/// <param name="Parameters">The numbers that its uses give.</param>
/// <param name="Main">The layers of the main path.</param>
/// <param name="Shortcut">The shortcut, added to the main path's end.</param>
/// <param name="After">The layers behind the sum.</param>
internal sealed record Block(
    string ClassName,
    string Summary,
    EquatableArray<string> Parameters,
    EquatableArray<Layer> Main,
    Layer Shortcut,
    EquatableArray<Layer> After)
{
    /// <summary>Every layer with state, in the order in which it is registered.</summary>
    public IEnumerable<Layer> Modules => Main.Append(Shortcut).Concat(After).Where(static layer => layer.Op.ModuleType is not null);
}

/// <summary>A block with its numbers, repeated one after another.</summary>
internal sealed record BlockUse(Block Block, EquatableArray<int> Arguments, int Repeat)
{
    /// <summary>The layers of the main path, or of all paths, with the numbers filled in.</summary>
    public IEnumerable<Op> Bind(IEnumerable<Layer> layers)
    {
        var arguments = new Dictionary<string, int>();
        for (var i = 0; i < Arguments.Count; i++)
        {
            arguments.Add(Block.Parameters[i], Arguments[i]);
        }

        return layers.Select(layer => layer.Op.Bind(arguments));
    }
}
