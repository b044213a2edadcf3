namespace Rsg;

/// <summary>
/// Declares that a partial class is a network of one's own: members with <see cref="StageAttribute"/> run one after another, then the
/// one with <see cref="HeadAttribute"/>. The generator writes the chain, the cut and the trainer.
/// </summary>
/// <remarks>
/// <para>The class must be partial, not nested, not generic and not static, and must not name a base class. It gets its constructor from
/// the generator, so that the members have their modules where they are declared.</para>
/// <para>Shapes are known only when the modules exist. The constructor sends one black image through the network and stops with an
/// <see cref="InvalidOperationException"/> that names the member, the shape that arrived and the one that was expected.</para>
/// </remarks>
[AttributeUsage(AttributeTargets.Class, Inherited = false)]
public sealed class NetworkAttribute : Attribute
{
    /// <summary>How many classes the network tells apart; at least 2. Must be given, unless <see cref="ClassNames"/> are.</summary>
    public int Classes { get; set; }

    /// <summary>The names of the classes, in the order of their labels; they say how many there are. Left out: the classes have no names.</summary>
    public string[] ClassNames { get; set; } = [];

    /// <summary>Channels of an input image; at least 1. Default 3.</summary>
    public int Channels { get; set; } = 3;

    /// <summary>Height of an input image in pixels; at least 1. Must be given.</summary>
    public int Height { get; set; }

    /// <summary>Width of an input image in pixels; at least 1. Must be given.</summary>
    public int Width { get; set; }
}
