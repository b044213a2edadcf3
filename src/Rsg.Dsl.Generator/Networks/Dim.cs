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

    public static implicit operator Dim(double value) => new Constant(value);

    public static Dim operator +(Dim left, Dim right) => (left, right) switch
    {
        (Constant a, Constant b) => a.Value + b.Value,
        (Constant { Value: 0 }, _) => right,
        (_, Constant { Value: 0 }) => left,
        _ => new Operation(left, '+', right),
    };

    public static Dim operator -(Dim left, Dim right) => (left, right) switch
    {
        (Constant a, Constant b) => a.Value - b.Value,
        (_, Constant { Value: 0 }) => left,
        _ => new Operation(left, '-', right),
    };

    public static Dim operator *(Dim left, Dim right) => (left, right) switch
    {
        (Constant a, Constant b) => a.Value * b.Value,
        (Constant { Value: 1 }, _) => right,
        (_, Constant { Value: 1 }) => left,
        _ => new Operation(left, '*', right),
    };

    public static Dim operator /(Dim left, Dim right) => (left, right) switch
    {
        (_, Constant { Value: 1 }) => left,
        (Constant a, Constant b) when a.Value / b.Value is var quotient && quotient == Math.Floor(quotient) => quotient,
        _ => new Operation(left, '/', right),
    };

    public static Dim Of(string parameter) => new Parameter(parameter);

    /// <summary>Whether it is the known number <paramref name="number"/>.</summary>
    public bool Is(double number) => this is Constant constant && constant.Value == number;

    /// <summary>What is added to <paramref name="first"/> in it, or <c>null</c> where it is no such sum.</summary>
    public Dim? Addend(Dim first) => this is Operation { Sign: '+' } sum && sum.Left == first ? sum.Right : null;

    /// <summary>How many numbers and parameters it is written with.</summary>
    public int Terms => this is Operation operation ? operation.OperandTerms : 1;

    /// <summary>Whether it is a known number, but no whole one.</summary>
    public bool IsFraction => this is Operation && !Parameters.Any();

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

    /// <summary>The number that this is where the parameters have values.</summary>
    /// <exception cref="ShapeException">A division leaves a rest.</exception>
    public double Evaluate(Bindings bindings)
    {
        switch (this)
        {
            case Constant constant:
                return constant.Value;
            case Parameter parameter:
                return bindings[parameter.Name];
            case Operation { Sign: '+' } sum:
                return sum.Left.Evaluate(bindings) + sum.Right.Evaluate(bindings);
            case Operation { Sign: '-' } difference:
                return difference.Left.Evaluate(bindings) - difference.Right.Evaluate(bindings);
            case Operation { Sign: '*' } product:
                return product.Left.Evaluate(bindings) * product.Right.Evaluate(bindings);
            case Operation quotient:
                var (left, right) = (quotient.Left.Evaluate(bindings), quotient.Right.Evaluate(bindings));
                var result = left / right;
                return result == Math.Floor(result)
                    ? result
                    : throw new ShapeException($"{Invariant.Text(left)} / {Invariant.Text(right)} leaves a rest");
            default:
                throw new InvalidOperationException($"{GetType().Name} has no value.");
        }
    }

    private sealed record Constant(double Value) : Dim;

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
