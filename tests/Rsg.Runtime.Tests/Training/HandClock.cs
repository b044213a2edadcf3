namespace Rsg.Runtime.Tests.Training;

/// <summary>A clock that goes on only when told to.</summary>
internal sealed class HandClock : TimeProvider
{
    private TimeSpan now;

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override long GetTimestamp() => now.Ticks;

    public override DateTimeOffset GetUtcNow() => DateTimeOffset.UnixEpoch + now;

    public void Advance(double seconds) => now += TimeSpan.FromSeconds(seconds);
}
