using System.Runtime.InteropServices;

namespace Rsg.Training;

/// <summary>
/// Turns Ctrl+C and the request to end (SIGINT, SIGTERM) into a cancellation, so that a run ends after the current step with a good
/// checkpoint behind it. A second signal ends the process at once, as without this.
/// </summary>
/// <example><code>
/// using var stop = StopSignals.Listen();
/// var result = run.Run(stop.Token);
/// </code></example>
public sealed class StopSignals : IDisposable
{
    private readonly CancellationTokenSource source = new();
    private readonly PosixSignalRegistration[] registrations;

    private StopSignals() => registrations =
        [PosixSignalRegistration.Create(PosixSignal.SIGINT, Stop), PosixSignalRegistration.Create(PosixSignal.SIGTERM, Stop)];

    /// <summary>Is cancelled by the first signal.</summary>
    public CancellationToken Token => source.Token;

    /// <summary>Begins to listen, until it is disposed.</summary>
    public static StopSignals Listen() => new();

    /// <summary>Stops listening: signals end the process again.</summary>
    public void Dispose()
    {
        Array.ForEach(registrations, registration => registration.Dispose());
        source.Dispose();
    }

    private void Stop(PosixSignalContext signal)
    {
        if (!source.IsCancellationRequested)
        {
            signal.Cancel = true;
            source.Cancel();
        }
    }
}
