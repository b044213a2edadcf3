namespace Rsg.Dsl.Networks;

/// <summary>
/// A number in an op or a block: known at once (<c>3</c>), a parameter of the block in which it stands (<c>stride</c>), or computed from both
/// (<c>growth * 4</c>). A block is written once in such numbers, and every use of it gives them their values.
/// </summary>
internal abstract record Dim
{
    /// <summary>More terms than any network needs. Where one number stands in another twice, and that in a third, terms double at every step.</summary>
    public const int MostTerms = 64;

    private Dim()
    {
    }

    public static implicit operator Dim(int value) => new Constant(value);

    public static Dim operator +(Dim left, Dim right) => (left, right) switch
    {
        (Constant { Value: 0 }, _) => right,
        (_, Constant { Value: 0 }) => left,
        _ => Combine(left, '+', right),
    };

    public static Dim operator -(Dim left, Dim right) => right is Constant { Value: 0 } ? left : Combine(left, '-', right);

    public static Dim operator *(Dim left, Dim right) => (left, right) switch
    {
        (Constant { Value: 1 }, _) => right,
        (_, Constant { Value: 1 }) => left,
        _ => Combine(left, '*', right),
    };

    public static Dim operator /(Dim left, Dim right) => right is Constant { Value: 1 } ? left : Combine(left, '/', right);

    public static Dim Of(string parameter) => new Parameter(parameter);

    /// <summary>Whether it is the known number <paramref name="number"/>.</summary>
    public bool Is(int number) => this is Constant constant && constant.Value == number;

    /// <summary>What is added to <paramref name="first"/> in it, or <c>null</c> where it is no such sum.</summary>
    public Dim? Addend(Dim first) => this is Operation { Sign: '+' } sum && sum.Left == first ? sum.Right : null;

    /// <summary>How many numbers and parameters it is written with.</summary>
    public int Terms => this is Operation operation ? operation.OperandTerms : 1;

    /// <summary>The number, where it holds no parameters and can be computed.</summary>
    public int? Known => this is Constant constant ? constant.Value : null;

    /// <summary>Whether no parameter decides about it, and it cannot be computed all the same: 3 / 2, or 1 / 0.</summary>
    public bool IsImpossible => this is Operation && !Parameters.Any();

    /// <summary>The number as C#.</summary>
    public sealed override string ToString() => this switch
    {
        Constant constant => Invariant.Text(constant.Value),
        Parameter parameter => parameter.Name,
        Operation operation => $"{operation.Operand(operation.Left, isRight: false)} {operation.Sign} {operation.Operand(operation.Right, isRight: true)}",
        _ => "",
    };

    /// <summary>The names of the parameters in it.</summary>
    public IEnumerable<string> Parameters => this switch
    {
        Parameter parameter => [parameter.Name],
        Operation operation => operation.Left.Parameters.Concat(operation.Right.Parameters),
        _ => [],
    };

    /// <summary>The same number with parameters replaced.</summary>
    public Dim Substitute(IReadOnlyDictionary<string, Dim> arguments) => this switch
    {
        Parameter parameter => arguments.TryGetValue(parameter.Name, out var argument) ? argument : this,
        Operation { Sign: '+' } sum => sum.Left.Substitute(arguments) + sum.Right.Substitute(arguments),
        Operation { Sign: '-' } difference => difference.Left.Substitute(arguments) - difference.Right.Substitute(arguments),
        Operation { Sign: '*' } product => product.Left.Substitute(arguments) * product.Right.Substitute(arguments),
        Operation quotient => quotient.Left.Substitute(arguments) / quotient.Right.Substitute(arguments),
        _ => this,
    };

    /// <summary>The number that this is where the parameters have values, computed as the emitted code computes it: in whole numbers.</summary>
    /// <exception cref="ShapeException">It is no whole number, or too large for one.</exception>
    public int Evaluate(Bindings bindings) => this switch
    {
        Constant constant => constant.Value,
        Parameter parameter => bindings[parameter.Name],
        Operation operation => Compute(operation.Left.Evaluate(bindings), operation.Sign, operation.Right.Evaluate(bindings), out var problem)
            ?? throw new ShapeException(problem),
        _ => throw new InvalidOperationException($"{GetType().Name} has no value."),
    };

    /// <summary>What is known at once is computed at once, unless it cannot be; that is said where it is used.</summary>
    private static Dim Combine(Dim left, char sign, Dim right)
        => left is Constant a && right is Constant b && Compute(a.Value, sign, b.Value, out _) is { } value ? value : new Operation(left, sign, right);

    private static int? Compute(long left, char sign, long right, out string problem)
    {
        var what = $"{Invariant.Text(left)} {sign} {Invariant.Text(right)}";
        problem = sign == '/' && right == 0 ? $"{what} divides by 0" : sign == '/' && left % right != 0 ? $"{what} leaves a rest" : "";
        if (problem.Length > 0)
        {
            return null;
        }

        var result = sign switch
        {
            '+' => left + right,
            '-' => left - right,
            '*' => left * right,
            _ => left / right,
        };
        if (result is < int.MinValue or > int.MaxValue)
        {
            problem = $"{what} is too large";
            return null;
        }

        return (int)result;
    }

    private sealed record Constant(int Value) : Dim;

    private sealed record Parameter(string Name) : Dim;

    private sealed record Operation(Dim Left, char Sign, Dim Right) : Dim
    {
        public int OperandTerms { get; } = Left.Terms + Right.Terms;

        /// <summary>One side, in parentheses where C# would read it otherwise.</summary>
        public string Operand(Dim side, bool isRight)
        {
            var needsParentheses = side is Operation inner && (Rank(inner.Sign) < Rank(Sign) || (isRight && Rank(inner.Sign) == Rank(Sign)));
            return needsParentheses ? $"({side})" : side.ToString();
        }

        private static int Rank(char sign) => sign is '+' or '-' ? 1 : 2;
    }
}
