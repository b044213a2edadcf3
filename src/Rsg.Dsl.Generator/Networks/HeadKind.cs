namespace Rsg.Dsl.Networks;

/// <summary>The classifier at the end of a network.</summary>
internal enum HeadKind
{
    Linear,
    Cosine,
}
