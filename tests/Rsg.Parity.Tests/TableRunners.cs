using System.Text.Json;
using Rsg.Parity.Tests.Tables;

namespace Rsg.Parity.Tests;

/// <summary>Who compares a JSON table. A table has no metadata, so it is known by its form.</summary>
public static class TableRunners
{
    private static readonly (Func<JsonElement, bool> IsMeant, Action<JsonElement> Run)[] ByForm =
    [
        (ClassCountsTable.IsMeant, ClassCountsTable.Run),
        (BackbonesTable.IsMeant, BackbonesTable.Run),
        (SchedulesTable.IsMeant, SchedulesTable.Run),
        (SegmentsTable.IsMeant, SegmentsTable.Run),
        (TolerancesTable.IsMeant, TolerancesTable.Run),
    ];

    public static void Run(JsonElement table)
    {
        var meant = ByForm.Where(runner => runner.IsMeant(table)).ToList();
        if (meant.Count != 1)
        {
            Assert.Fail($"{meant.Count} runners know a table of this form, expected 1. It begins: {table.GetRawText()[..Math.Min(200, table.GetRawText().Length)]}");
        }

        meant[0].Run(table);
    }
}
