namespace Rsg.Dsl.Schema;

/// <summary>The classifier at the end of a network.</summary>
internal enum HeadKind
{
    Linear,
    Cosine,
}
