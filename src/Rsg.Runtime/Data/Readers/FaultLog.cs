using System.Text;

namespace Rsg.Data;

/// <summary>What cannot be used of a set of images: all of it counted, the first of it listed. Can be used by several threads.</summary>
internal sealed class FaultLog
{
    /// <summary>How many faults are listed.</summary>
    public const int Listed = 1000;

    private const int Named = 20;

    private readonly object gate = new();
    private readonly List<SkippedImage> faults = [];
    private int count;

    public int Count
    {
        get
        {
            lock (gate)
            {
                return count;
            }
        }
    }

    /// <summary>The first faults, as they are now.</summary>
    public SkippedImage[] First
    {
        get
        {
            lock (gate)
            {
                return [.. faults];
            }
        }
    }

    public void Add(SkippedImage fault)
    {
        lock (gate)
        {
            count++;
            if (faults.Count < Listed)
            {
                faults.Add(fault);
            }
        }
    }

    public void AddAll(FaultLog other)
    {
        SkippedImage[] listed = other.First;
        lock (gate)
        {
            count += other.Count;
            faults.AddRange(listed.Take(Listed - faults.Count));
        }
    }

    /// <summary>All of it in one exception: a line for each of the first twenty, then how many more there are.</summary>
    public InvalidDataException ToException()
    {
        SkippedImage[] listed = First;
        if (Count == 1)
        {
            return new InvalidDataException(listed[0].ToString());
        }

        var message = new StringBuilder($"{Count} faults were found:");
        foreach (SkippedImage fault in listed.Take(Named))
        {
            message.Append('\n').Append(fault);
        }

        if (Count > Named)
        {
            message.Append($"\nand {Count - Named} more.");
        }

        return new InvalidDataException(message.ToString());
    }
}
