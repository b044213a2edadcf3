using System.Text;

namespace Rsg.Fuzzing;

/// <summary>Something that reads what a stranger may have written, and the bounds that it keeps whatever that is.</summary>
public abstract class FuzzTarget : IDisposable
{
    /// <summary>A name of one word, as it is given on the command line.</summary>
    public abstract string Name { get; }

    /// <summary>What the file of an input is called.</summary>
    public abstract string FileName { get; }

    /// <summary>Small valid inputs that all others are made of.</summary>
    public abstract IReadOnlyList<byte[]> Seeds { get; }

    /// <summary>What means something to the reader: spliced in now and then.</summary>
    public virtual IReadOnlyList<string> Words => [];

    /// <summary>The longest that an input may take. On a machine that has nothing else to do it takes a hundredth.</summary>
    public virtual TimeSpan TimeLimit => TimeSpan.FromSeconds(5);

    /// <summary>The most managed memory that reading may ask for beside a multiple of the input's own length.</summary>
    public virtual long FixedMemory => 16 << 20;

    /// <summary>That multiple.</summary>
    public virtual int MemoryPerByte => 64;

    /// <summary>What the reader said of an input that it took; inputs of which something new is said are kept to make others of.</summary>
    public string Said { get; protected set; } = "";

    /// <summary>How many inputs the tests try, of a seed of their own: about a second.</summary>
    public abstract int InputsInTests { get; }

    /// <summary>Whether an exception is the documented way of this reader to refuse an input.</summary>
    public abstract bool IsRefusal(Exception failure);

    /// <summary>Makes an input whole again where a change would be refused at once by a checksum, and nothing behind it be seen.</summary>
    public virtual byte[] Complete(byte[] input) => input;

    /// <summary>Reads an input, all of it.</summary>
    /// <param name="path">The file, in a folder that is the target's alone.</param>
    /// <exception cref="FindingException">What was read breaks a promise.</exception>
    public abstract void Read(string path);

    /// <summary>Frees what the target holds.</summary>
    public void Dispose()
    {
        Dispose(true);
        GC.SuppressFinalize(this);
    }

    /// <inheritdoc cref="Dispose()"/>
    protected virtual void Dispose(bool disposing)
    {
    }

    /// <summary>Texts as seeds.</summary>
    protected static byte[][] Texts(params string[] texts) => [.. texts.Select(Encoding.UTF8.GetBytes)];
}
