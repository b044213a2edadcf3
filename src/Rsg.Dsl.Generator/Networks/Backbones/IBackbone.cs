using Rsg.Dsl.Schema;

namespace Rsg.Dsl.Networks.Backbones;

/// <summary>A network of the catalogue.</summary>
internal interface IBackbone
{
    /// <summary>The name by which it is declared.</summary>
    string Name { get; }

    /// <summary>The image that it was made for.</summary>
    Shape DefaultInput { get; }

    /// <summary>The smallest height and width of an image that its down-samplings leave something of.</summary>
    int SmallestSide { get; }

    /// <summary>The network for images of a shape and a number of classes.</summary>
    NetworkGraph Build(Shape input, int classes, HeadKind head);
}
