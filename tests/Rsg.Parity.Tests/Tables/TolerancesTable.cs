using System.Globalization;
using System.Text.Json;
using Rsg.Parity.Tests.Fixtures;
using Rsg.Weights;

namespace Rsg.Parity.Tests.Tables;

/// <summary>All tolerances in one place: the same as in the cases themselves.</summary>
public static class TolerancesTable
{
    public static bool IsMeant(JsonElement table) =>
        table.ValueKind == JsonValueKind.Object
        && table.EnumerateObject().Any()
        && table.EnumerateObject().First().Value is { ValueKind: JsonValueKind.Object } kinds
        && kinds.EnumerateObject().All(kind => kind.Value.ValueKind == JsonValueKind.Object && kind.Value.TryGetProperty("tolerance", out _));

    public static void Run(JsonElement table)
    {
        foreach (var path in CasesFolder.Files("*.safetensors").Select(CasesFolder.Locate))
        {
            using var file = SafetensorsFile.Open(path);
            var name = file.Metadata["case"];
            Assert.True(table.TryGetProperty(name, out var kinds), $"The table has no tolerances for case '{name}'.");
            foreach (var kind in kinds.EnumerateObject())
            {
                Assert.Equal(
                    double.Parse(file.Metadata["tolerance." + kind.Name], CultureInfo.InvariantCulture),
                    kind.Value.GetProperty("tolerance").GetDouble());
            }
        }
    }
}
