namespace Rsg;

/// <summary>The classifier at the end of a network.</summary>
public enum Head
{
    /// <summary>A linear layer with a bias; its logits are unbounded.</summary>
    Linear,

    /// <summary>Cosines between the features and one direction per class; its logits lie in [-1, 1], as margin losses need.</summary>
    Cosine,
}
