namespace Rsg.Dsl.Networks;

/// <summary>The values that one use of a block gives its parameters.</summary>
internal sealed class Bindings
{
    /// <summary>Outside any block: nothing has a parameter.</summary>
    public static readonly Bindings None = new();

    private const int Largest = 1 << 24;

    private readonly Dictionary<string, int> values = new(StringComparer.Ordinal);

    public int this[string parameter] => values[parameter];

    /// <summary>These values and one more.</summary>
    public Bindings With(string parameter, int value)
    {
        var bindings = new Bindings();
        foreach (var pair in values)
        {
            bindings.values.Add(pair.Key, pair.Value);
        }

        bindings.values[parameter] = value;
        return bindings;
    }

    /// <summary>The values that <paramref name="arguments"/>, written in terms of these, give the parameters of a block.</summary>
    public Bindings Enter(Block block, IReadOnlyList<Dim> arguments)
    {
        var inside = new Bindings();
        for (var i = 0; i < arguments.Count; i++)
        {
            inside.values.Add(block.Parameters[i], arguments[i].Evaluate(this));
        }

        return inside;
    }

    /// <summary>The values by name: <c>channels=16 stride=2</c>.</summary>
    public override string ToString() => string.Join(" ", values.OrderBy(static pair => pair.Key, StringComparer.Ordinal).Select(static pair => $"{pair.Key}={Invariant.Text(pair.Value)}"));

    /// <summary>A whole number that an op can work with.</summary>
    /// <exception cref="ShapeException">It is not whole, too small, or so large that no network has it.</exception>
    public int Whole(Dim dim, string key, int least = 1)
    {
        int value;
        try
        {
            value = dim.Evaluate(this);
        }
        catch (ShapeException problem)
        {
            throw new ShapeException($"{key} must be a whole number, but {problem.Message}", key);
        }

        return value >= least && value <= Largest
            ? value
            : throw new ShapeException($"{key} is {Invariant.Text(value)} here; it must be at least {Invariant.Text(least)} and at most {Invariant.Text(Largest)}", key);
    }
}
