namespace Rsg.Reporting;

/// <summary>An image whose class was predicted wrong.</summary>
/// <param name="Label">Its class.</param>
/// <param name="Prediction">What it was taken for.</param>
/// <param name="Confidence">The softmax of the predicted class's logit, in [0, 1].</param>
/// <param name="Png">The image, as PNG.</param>
public sealed record Mistake(int Label, int Prediction, double Confidence, byte[] Png);
