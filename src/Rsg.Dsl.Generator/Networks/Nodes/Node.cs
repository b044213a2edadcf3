namespace Rsg.Dsl.Networks.Nodes;

/// <summary>
/// A part of a network, of whatever size: a layer, several one after another, branches, or a block in use. Nodes hold no places and no
/// computed shapes: <see cref="ShapeInference"/> walks over them, and emission prints them.
/// </summary>
internal abstract record Node;
