using PaperTables;

return Settings.Command(Run).Parse(args).Invoke();

static int Run(Settings settings)
{
    using var stop = new CancellationTokenSource();
    Console.CancelKeyPress += Stop;
    try
    {
        if (settings.IsSmoke)
        {
            var tables = settings.Table is { } only ? [only] : PaperTable.All;
            return SmokeTest.Run(PaperTable.Choose(tables.SelectMany(table => table.Variants), settings.Rows), Console.Out, stop.Token) == 0 ? 0 : 1;
        }

        new TableRun(settings.Table!, settings, stop.Token).Run();
        return 0;
    }
    catch (OperationCanceledException) when (stop.IsCancellationRequested)
    {
        Console.Error.WriteLine($"stopped; {(settings.OutputFolder is { } folder ? $"every seed that was done is in '{folder}'." : "nothing was written, as there is no --output FOLDER.")}");
        return 130;
    }
    catch (Exception e) when (e is ArgumentException or IOException or InvalidDataException or UnauthorizedAccessException or NotFiniteNumberException or HttpRequestException)
    {
        Console.Error.WriteLine($"error: {e.Message}");
        return 1;
    }
    finally
    {
        Console.CancelKeyPress -= Stop;
    }

    void Stop(object? sender, ConsoleCancelEventArgs pressed)
    {
        if (stop.IsCancellationRequested)
        {
            return; // the second time ends the process at once
        }

        pressed.Cancel = true;
        Console.Error.WriteLine("stopping after this step; Ctrl+C again ends at once.");
        stop.Cancel();
    }
}
