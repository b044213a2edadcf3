using Rsg.Dsl.Collections;

namespace Rsg.Dsl.Schema;

/// <summary>What can be said of a network of the catalogue.</summary>
internal static class BackboneKeys
{
    public static readonly Key Name = Key.Text("name", "The name of the network in the catalogue.") with { IsRequired = true };

    public static readonly Key Classes = Key.Whole("classes", NumberRange.AtLeast(2).AtMost(1_000_000), "How many classes the network tells apart.") with { IsRequired = true };

    public static readonly Key ClassNames = Key.Texts("classNames", "The names of the classes, in the order of their labels; they say how many there are.") with { Otherwise = "no names" };

    public static readonly Key Channels = Key.Whole("channels", NumberRange.AtLeast(1).AtMost(65_536), "The channels of an input image.") with { Otherwise = "the network's own" };

    public static readonly Key Height = Key.Whole("height", NumberRange.AtLeast(1).AtMost(65_536), "The height of an input image in pixels.") with { Otherwise = "the network's own" };

    public static readonly Key Width = Key.Whole("width", NumberRange.AtLeast(1).AtMost(65_536), "The width of an input image in pixels.") with { Otherwise = "the network's own" };

    public static readonly Key Head = Key.Word<HeadKind>("head", "The classifier at the end: linear, or cosines without a bias.") with { Otherwise = "what the loss needs" };

    public static readonly EquatableArray<Key> All = [Name, Classes, ClassNames, Channels, Height, Width, Head];
}
