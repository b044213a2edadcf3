using PaperTables;

return Settings.Command(Run).Parse(args).Invoke();

static int Run(Settings settings)
{
    try
    {
        if (settings.IsSmoke)
        {
            var tables = settings.Table is { } only ? [only] : PaperTable.All;
            return SmokeTest.Run(tables.SelectMany(table => table.Variants), Console.Out) == 0 ? 0 : 1;
        }

        new TableRun(settings.Table!, settings).Run();
        return 0;
    }
    catch (Exception e) when (e is ArgumentException or IOException or InvalidDataException or UnauthorizedAccessException or NotFiniteNumberException)
    {
        Console.Error.WriteLine($"error: {e.Message}");
        return 1;
    }
}
