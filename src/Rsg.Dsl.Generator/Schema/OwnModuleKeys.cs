using Rsg.Dsl.Collections;

namespace Rsg.Dsl.Schema;

/// <summary>What can be said of a network of the user's own modules; the modules themselves are members of the class.</summary>
internal static class OwnModuleKeys
{
    public static readonly Key Classes = BackboneKeys.Classes;

    public static readonly Key ClassNames = BackboneKeys.ClassNames;

    public static readonly Key Channels = Key.Whole("channels", 3, BackboneKeys.Channels.Range!, "The channels of an input image.");

    public static readonly Key Height = Key.Whole("height", BackboneKeys.Height.Range!, "The height of an input image in pixels.") with { IsRequired = true };

    public static readonly Key Width = Key.Whole("width", BackboneKeys.Width.Range!, "The width of an input image in pixels.") with { IsRequired = true };

    public static readonly EquatableArray<Key> All = [Classes, ClassNames, Channels, Height, Width];
}
