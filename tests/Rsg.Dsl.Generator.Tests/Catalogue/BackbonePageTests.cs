using System.Globalization;
using Rsg.Dsl.Generator.Tests.Diagnostics;

namespace Rsg.Dsl.Generator.Tests.Catalogue;

/// <summary>docs/backbones.md says of every network what it is.</summary>
public sealed class BackbonePageTests
{
    [Fact]
    public void Has_a_row_with_the_right_numbers_for_every_network()
    {
        var rows = DiagnosticPage.Read("docs", "backbones.md").Split('\n').Where(static line => line.StartsWith("| `", StringComparison.Ordinal));
        Assert.Equal(ExpectedNetwork.All.Select(Row), rows);
    }

    private static string Row(ExpectedNetwork network)
    {
        var trace = network.Trace(network.Input, classes: 10);
        var manyClasses = network.Trace(network.Input, classes: 1000);
        var stages = trace.Parts.Where(static part => part.Stage is not null)
            .Select(static part => FormattableString.Invariant($"{part.Name} {part.Maps.Channels} x {part.Maps.Height} x {part.Maps.Width}"));
        return string.Create(
            CultureInfo.InvariantCulture,
            $"| `{network.Name}` | {network.Side} | {trace.ParameterCount:N0} | {manyClasses.ParameterCount:N0} | {trace.MultiplyAdds / 1e6:N1} | {string.Join(", ", stages)} |");
    }
}
