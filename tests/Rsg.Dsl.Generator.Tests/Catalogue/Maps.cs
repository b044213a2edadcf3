namespace Rsg.Dsl.Generator.Tests.Catalogue;

/// <summary>The shape of one sample's feature maps.</summary>
internal readonly record struct Maps(int Channels, int Height, int Width)
{
    public long[] Shape => [Channels, Height, Width];
}
