namespace Rsg.EndToEnd.Tests;

/// <summary>A run of <c>LongRun</c> that nothing interrupts: what all the others must end with.</summary>
public sealed class UnbrokenRun : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("rsg-unbroken-");

    /// <summary>Runs it.</summary>
    public UnbrokenRun() => Result = LongRunProcess.ResultOf(LongRunProcess.RunToEnd(folder.FullName));

    /// <summary>What it printed at its end.</summary>
    public IReadOnlyList<string> Result { get; }

    public void Dispose() => folder.Delete(recursive: true);
}
