using System.ComponentModel;
using Rsg.Data;
using static TorchSharp.torch;

namespace Rsg.Training;

/// <summary>What a trainer was made of.</summary>
/// <param name="Declaration">What was declared of its model.</param>
/// <param name="TrainingSet">What it trains on.</param>
/// <param name="Seed">Decides everything random.</param>
/// <param name="Device">Where it trains.</param>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed record TrainingSetup(ResolvedDeclaration Declaration, IImageDataset TrainingSet, int Seed, Device Device);
