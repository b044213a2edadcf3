using System.Globalization;
using System.Text.RegularExpressions;

namespace Rsg.Dsl.Generator.Tests.WrittenNetworks.Specs;

/// <summary>Computes the whole numbers of model files: a table of arithmetic does it once the parameters have their values.</summary>
internal static partial class NaiveNumber
{
    private static readonly System.Data.DataTable Arithmetic = new();

    public static int Of(Yaml number, Dictionary<string, int> values)
    {
        var digits = ParameterPattern().Replace(((YamlText)number).Text, name => values[name.Groups[1].Value].ToString(CultureInfo.InvariantCulture));
        return Convert.ToInt32(Arithmetic.Compute(digits, filter: null), CultureInfo.InvariantCulture);
    }

    [GeneratedRegex(@"\$([A-Za-z0-9_]+)")]
    private static partial Regex ParameterPattern();
}
