namespace Rsg.Dsl.Networks.Ops;

/// <summary>A number for the height and one for the width: of a kernel, a stride, a padding.</summary>
internal readonly record struct Extent(Dim Height, Dim Width)
{
    public static implicit operator Extent(int both) => new(both, both);

    public static implicit operator Extent(Dim both) => new(both, both);

    public bool Is(int number) => Height.Is(number) && Width.Is(number);

    /// <summary>Whether one number says both.</summary>
    public bool IsSquare => Height == Width;

    /// <summary>Both numbers, as they are in a block with these parameters.</summary>
    public string Describe(Bindings bindings)
        => $"{Invariant.Text(bindings.Whole(Height, "height", least: 0))} x {Invariant.Text(bindings.Whole(Width, "width", least: 0))}";

    /// <summary>As an argument: one number, or a tuple.</summary>
    public string Text(bool asTuple) => asTuple ? $"({Height}, {Width})" : Height.ToString();
}
