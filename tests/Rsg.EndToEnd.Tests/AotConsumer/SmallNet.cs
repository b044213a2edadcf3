using Rsg;

namespace AotConsumer;

/// <summary>A network small enough to train in seconds, with everything that the generator writes.</summary>
[Backbone(Backbones.ResNet8, Classes = 3, Channels = 1, Height = 8, Width = 8)]
[RsgInsert(Stage = 2, FrequentRatio = 0.4, Centers = 2, ContrastiveChannels = 8)]
[LdamLoss, Reweight(FromEpoch = 1)]
[Train(Epochs = 3, BatchSize = 12, LearningRate = 0.05, GenerateFromEpoch = 1)]
public partial class SmallNet;
