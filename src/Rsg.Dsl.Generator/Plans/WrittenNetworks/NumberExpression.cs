using System.Globalization;
using Rsg.Dsl.Diagnostics;
using Rsg.Dsl.Networks;

namespace Rsg.Dsl.Plans.WrittenNetworks;

/// <summary>Reads a number that is computed from block parameters: <c>$growth * 4</c>, <c>($in + $out) / 2</c>.</summary>
internal sealed class NumberExpression
{
    private const int Longest = 200;
    private const int Deepest = 16;

    /// <summary>What is wrong with a number that has grown too long.</summary>
    public static readonly string TooManyTerms = $"comes to a number of more than {Invariant.Text(Dim.MostTerms)} terms in the parameters of its block; make the block smaller, or give it the number as a parameter";

    private readonly string text;
    private readonly IReadOnlyDictionary<string, Dim> parameters;
    private int position;
    private int depth;

    private NumberExpression(string text, IReadOnlyDictionary<string, Dim> parameters) => (this.text, this.parameters) = (text, parameters);

    /// <summary>Whether a text is meant as one.</summary>
    public static bool IsMeant(string text) => text.IndexOf('$') >= 0;

    /// <summary>The number, or <c>null</c> and what is wrong.</summary>
    public static Dim? Read(string text, IReadOnlyDictionary<string, Dim> parameters, out string problem)
    {
        problem = "";
        if (text.Length > Longest)
        {
            problem = "is too long to be a number";
            return null;
        }

        try
        {
            var expression = new NumberExpression(text, parameters);
            var result = expression.Sum();
            return expression.Next() is not null ? throw new FormatException($"goes on with '{expression.Next()}' where it should end")
                : result.Terms > Dim.MostTerms ? throw new FormatException(TooManyTerms)
                : result;
        }
        catch (FormatException exception)
        {
            problem = exception.Message;
            return null;
        }
    }

    private Dim Sum()
    {
        var sum = Product();
        while (Next() is '+' or '-')
        {
            sum = Take() == '+' ? sum + Product() : sum - Product();
        }

        return sum;
    }

    private Dim Product()
    {
        var product = Factor();
        while (Next() is '*' or '/')
        {
            product = Take() == '*' ? product * Factor() : product / Factor();
        }

        return product;
    }

    private Dim Factor()
    {
        switch (Next())
        {
            case '(' when depth < Deepest:
                depth++;
                Take();
                var inner = Sum();
                if (Next() != ')')
                {
                    throw new FormatException("has a parenthesis that is not closed");
                }

                Take();
                depth--;
                return inner;
            case '$':
                Take();
                return Parameter(TakeWhile(static letter => char.IsLetterOrDigit(letter) || letter == '_'));
            case >= '0' and <= '9':
                var digits = TakeWhile(char.IsDigit);
                return int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
                    ? number
                    : throw new FormatException($"holds the number {QuotedText.Of(digits)}, which is too large");
            case null:
                throw new FormatException("ends where a number or a $parameter is expected");
            case { } other:
                throw new FormatException($"has '{(char.IsControl(other) ? '?' : other)}' where a number or a $parameter is expected");
        }
    }

    private Dim Parameter(string name)
    {
        if (parameters.TryGetValue(name, out var value))
        {
            return value;
        }

        var known = parameters.Count == 0
            ? "outside a block there are no parameters"
            : "there are " + string.Join(", ", parameters.Keys.Select(static key => "$" + key));
        throw new FormatException($"names a parameter '${QuotedText.Of(name)}' that is not there.{NearestName.Hint(name, parameters.Keys)} Here {known}");
    }

    private char? Next()
    {
        while (position < text.Length && text[position] == ' ')
        {
            position++;
        }

        return position < text.Length ? text[position] : null;
    }

    private char Take() => text[position++];

    private string TakeWhile(Func<char, bool> belongs)
    {
        var start = position;
        while (position < text.Length && belongs(text[position]))
        {
            position++;
        }

        return text.Substring(start, position - start);
    }
}
