using Rsg;

/// <summary>How the network learns. Its other half, Classes.cs, has the network and the names of the classes.</summary>
[RsgInsert(Stage = STAGE, FrequentRatio = 0.5)] // more samples of rare classes, of what varies in frequent ones
[LdamLoss, Reweight(Deferred = true)]           // wider margins for rare classes, and in the last fifth of the epochs more weight
[Augmentation(HorizontalFlip = true, ColorJitter = 0.2, Mean = new[] { 0.5, 0.5, 0.5 }, StandardDeviation = new[] { 0.25, 0.25, 0.25 })]
[Train(Epochs = EPOCHS, BatchSize = 32, LearningRate = 0.05, GradientClip = 5)]
public partial class Classifier;
