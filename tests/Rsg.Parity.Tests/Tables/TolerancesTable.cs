using System.Globalization;
using System.Text.Json;
using Rsg.Parity.Tests.Fixtures;
using Rsg.Weights;

namespace Rsg.Parity.Tests.Tables;

/// <summary>All tolerances in one place: the same as in those of the cases that are here.</summary>
public static class TolerancesTable
{
    public static bool IsMeant(JsonElement table) =>
        table.ValueKind == JsonValueKind.Object
        && table.EnumerateObject().Any()
        && table.EnumerateObject().First().Value is { ValueKind: JsonValueKind.Object } kinds
        && kinds.EnumerateObject().All(kind => kind.Value.ValueKind == JsonValueKind.Object && kind.Value.TryGetProperty("tolerance", out _));

    public static void Run(JsonElement table)
    {
        var compared = 0;
        foreach (var path in CasesFolder.Files("*.safetensors").Select(CasesFolder.Locate))
        {
            using var file = SafetensorsFile.Open(path);
            if (!table.TryGetProperty(file.Metadata["case"], out var kinds))
            {
                continue;
            }

            compared++;
            foreach (var kind in kinds.EnumerateObject())
            {
                Assert.Equal(
                    double.Parse(file.Metadata["tolerance." + kind.Name], CultureInfo.InvariantCulture),
                    kind.Value.GetProperty("tolerance").GetDouble());
            }
        }

        Assert.NotEqual(0, compared);
    }
}
