namespace Rsg;

/// <summary>Declares that a partial class is a network of the catalogue. The generator writes its layers, its forward and its trainer.</summary>
/// <remarks>
/// The class must be partial, not nested, not generic and not static, and must not name a base class.
/// </remarks>
/// <param name="name">The network's name in the catalogue; <see cref="Backbones"/> has every name as a constant.</param>
[AttributeUsage(AttributeTargets.Class, Inherited = false)]
public sealed class BackboneAttribute(string name) : Attribute
{
    /// <summary>The network's name in the catalogue, for example <c>resnet32</c>.</summary>
    public string Name { get; } = name;

    /// <summary>How many classes the network tells apart; at least 2. Must be given, unless <see cref="ClassNames"/> are.</summary>
    public int Classes { get; set; }

    /// <summary>The names of the classes, in the order of their labels; they say how many there are. Left out: the classes have no names.</summary>
    public string[] ClassNames { get; set; } = [];

    /// <summary>Channels of an input image. Left out: the family's own (3 for the CIFAR networks).</summary>
    public int Channels { get; set; }

    /// <summary>Height of an input image in pixels. Left out: the family's own (32 for the CIFAR networks).</summary>
    public int Height { get; set; }

    /// <summary>Width of an input image in pixels. Left out: the family's own (32 for the CIFAR networks).</summary>
    public int Width { get; set; }

    /// <summary>The classifier at the end. Left out: what the loss needs (<see cref="Rsg.Head.Cosine"/> for LDAM).</summary>
    public Head Head { get; set; }
}
