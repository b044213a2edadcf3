namespace Rsg.Watching;

/// <summary>
/// The events of a folder that count the same thing: steps or epochs. A restart voids all that the folder says from a number on, so that no folder can
/// have both. The file is made when it is first asked for.
/// </summary>
internal sealed class EventAxis(string folder, TimeProvider clock) : IDisposable
{
    private EventFile? file;

    public void Open() => file ??= new EventFile(folder, clock.GetUtcNow());

    /// <summary>What is there of this number and later ones is void: it is trained again.</summary>
    public void RestartAt(long number) => Append(At(number).Restart());

    public EventMessage At(long number) => new(clock.GetUtcNow(), number);

    public void Append(EventMessage message)
    {
        Open();
        file!.Append(message);
    }

    public void Dispose() => file?.Dispose();
}
