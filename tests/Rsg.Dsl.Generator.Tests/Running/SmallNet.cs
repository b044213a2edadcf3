namespace Rsg.Dsl.Generator.Tests.Running;

/// <summary>Attributes of a network that takes a step in milliseconds, on <see cref="StripedImages"/> of 3 classes.</summary>
internal static class SmallNet
{
    public const string Backbone = "Backbone(\"resnet8\", Classes = 3, Channels = 1, Height = 8, Width = 8)";

    public const string Insert = "RsgInsert(Stage = 2, FrequentRatio = 0.4, Centers = 2, ContrastiveChannels = 4)";

    public const string ReleasedInsert = "RsgInsert(Stage = 2, FrequentRatio = 0.4, Centers = 2, ContrastiveChannels = 4, Form = Form.Released)";

    /// <summary>A network of the project's own with dropout, which draws from torch's random state in every step.</summary>
    /// <param name="attributes">What is declared of it beside its network.</param>
    public static CompiledModel WithDropout(params string[] attributes) => CompiledModel.OfSource($$"""
        using Rsg;
        using TorchSharp;
        using TorchSharp.Modules;
        using static TorchSharp.torch;

        namespace Running;

        [Network(Classes = 3, Channels = 1, Height = 8, Width = 8)]
        [{{string.Join(", ", attributes)}}]
        public partial class Net
        {
            [Stage(1)] private readonly Sequential stem = nn.Sequential(nn.Conv2d(1, 8, 3, padding: 1), nn.BatchNorm2d(8), nn.ReLU(), nn.Dropout(0.5));
            [Stage(2)] private readonly Sequential features = nn.Sequential(nn.Conv2d(8, 8, 3, padding: 1), nn.ReLU(), nn.Dropout(0.5));
            [Head] private readonly Rsg.Layers.NormedLinear head = new(8, 3);
        }
        """);
}
