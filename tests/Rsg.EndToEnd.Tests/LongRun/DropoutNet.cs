using Rsg;
using Rsg.Layers;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace LongRun;

/// <summary>Everything that has a state of its own: momentum, batch norms, the RSG in both phases, and dropout. Wide, so that writing a checkpoint takes a while.</summary>
[Network(Classes = 3, Channels = 1, Height = 8, Width = 8)]
[RsgInsert(Stage = 1, FrequentRatio = 0.4, Centers = 2, ContrastiveChannels = 64)]
[LdamLoss, Reweight(FromEpoch = 15)]
[Train(Epochs = 30, BatchSize = 6, LearningRate = 0.01, GenerateFromEpoch = 15)]
public partial class DropoutNet
{
    [Stage(1)] private readonly Sequential stem = nn.Sequential(nn.Conv2d(1, 32, 3, padding: 1), nn.BatchNorm2d(32), nn.ReLU(), nn.Dropout(0.3));
    [Stage(2)] private readonly Sequential features = nn.Sequential(nn.Conv2d(32, 256, 3, padding: 1), nn.ReLU(), nn.Conv2d(256, 256, 3, stride: 2), nn.ReLU(), nn.Dropout(0.3));
    [Head] private readonly NormedLinear head = new(256, 3);
}
