using System.Globalization;

namespace Rsg.Dsl.Networks;

/// <summary>
/// A whole number in an op: known at once (<c>3</c>), or a parameter of the block in which the op stands (<c>stride</c>)
/// that gets its value where the block is used.
/// </summary>
internal readonly record struct Dim
{
    private readonly int value;
    private readonly string? parameter;

    private Dim(int value, string? parameter)
    {
        this.value = value;
        this.parameter = parameter;
    }

    public static implicit operator Dim(int value) => new(value, null);

    public static Dim Of(string parameter) => new(0, parameter);

    /// <summary>The number. Only a bound op is asked for it.</summary>
    public int Value => parameter is null ? value : throw new InvalidOperationException($"The block parameter '{parameter}' has no value yet.");

    /// <summary>Whether it is the known number <paramref name="number"/>.</summary>
    public bool Is(int number) => parameter is null && value == number;

    /// <summary>The number that this is where a block is used with <paramref name="arguments"/>.</summary>
    public Dim Bind(IReadOnlyDictionary<string, int> arguments) => parameter is null ? this : arguments[parameter];

    /// <summary>The number, or the parameter's name, as C#.</summary>
    public override string ToString() => parameter ?? value.ToString(CultureInfo.InvariantCulture);
}
