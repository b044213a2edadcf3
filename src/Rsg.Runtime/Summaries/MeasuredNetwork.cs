using System.ComponentModel;
using System.Globalization;
using static TorchSharp.torch;

namespace Rsg.Summaries;

/// <summary>
/// What a network of the user's own modules was found to do: one black image went through it once, in evaluation mode and without
/// gradients. A network that cannot work is told so here, when it is made, and not in the first epoch.
/// </summary>
public sealed class MeasuredNetwork
{
    private readonly string network;
    private readonly Dictionary<string, long[]> features = new(StringComparer.Ordinal);

    /// <summary>Measures a network.</summary>
    /// <param name="network">Its name, for messages.</param>
    /// <param name="classes">How many classes it tells apart.</param>
    /// <param name="inputShape">Shape of an image: channels, height, width.</param>
    /// <param name="poolBeforeHead">Whether the head gets the mean over each feature map, (N, channels), and not the maps.</param>
    /// <param name="chain">The members in the order in which they run, each with its name: those of the stages, then the head.</param>
    /// <exception cref="InvalidOperationException">
    /// A member is missing, fails, or gives something else than it has to: a stage feature maps (N, channels, height, width), the head
    /// logits (N, <paramref name="classes"/>).
    /// </exception>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public MeasuredNetwork(
        string network, int classes, long[] inputShape, bool poolBeforeHead, params (string Name, nn.Module<Tensor, Tensor>? Module)[] chain)
    {
        ArgumentNullException.ThrowIfNull(network);
        ArgumentNullException.ThrowIfNull(inputShape);
        ArgumentNullException.ThrowIfNull(chain);
        ArgumentOutOfRangeException.ThrowIfZero(chain.Length);
        this.network = network;

        var members = chain.Select(member => (member.Name, Module: member.Module ?? throw Problem(member.Name, "is null. Give it its module where it is declared"))).ToList();
        using var meter = new LayerMeter(members);
        using var withoutGradient = no_grad();
        using var scope = NewDisposeScope();
        var maps = BlackImage(inputShape, members.Select(member => member.Module));
        foreach (var (name, module) in members.SkipLast(1))
        {
            maps = Run(name, module, maps);
            if (maps.dim() != 4 || maps.shape[0] != 1)
            {
                throw Problem(name, $"gives {Text(maps)}. A stage has to give feature maps (N, channels, height, width), for one image (1, channels, height, width)");
            }

            features[name] = maps.shape[1..];
        }

        var (headName, head) = members[^1];
        var logits = Run(headName, head, poolBeforeHead ? maps.mean([2L, 3L]) : maps);
        if (!logits.shape.AsSpan().SequenceEqual([1, classes]))
        {
            throw Problem(headName, string.Create(CultureInfo.InvariantCulture, $"gives {Text(logits)}. The head of a network for {classes} classes has to give logits (N, {classes}), for one image (1, {classes})"));
        }

        Summary = new ModelSummary(network, inputShape, [.. meter.Rows()]);
    }

    /// <summary>The layers, their output shapes, parameters and multiply-adds.</summary>
    public ModelSummary Summary { get; }

    /// <summary>Channels of the feature maps behind a member of a stage.</summary>
    /// <param name="member">The member's name.</param>
    /// <exception cref="ArgumentException">No stage has such a member.</exception>
    public int ChannelsBehind(string member) => features.TryGetValue(member, out var shape)
        ? checked((int)shape[0])
        : throw new ArgumentException($"{network} has no member '{member}' in a stage.", nameof(member));

    // Where the modules were made, and in their precision.
    private static Tensor BlackImage(long[] shape, IEnumerable<nn.Module> modules)
    {
        var weight = modules.SelectMany(module => module.parameters()).FirstOrDefault();
        return zeros([1, .. shape], weight?.dtype, weight?.device);
    }

    private Tensor Run(string name, nn.Module<Tensor, Tensor> module, Tensor input)
    {
        Tensor? output;
        try
        {
            output = module.call(input);
        }
        catch (Exception problem)
        {
            throw Problem(name, $"fails on an input of shape {Text(input)}: {FirstLine(problem.Message)}", problem);
        }

        return output switch
        {
            null => throw Problem(name, "gives null"),
            _ when ReferenceEquals(output, input) => throw Problem(name, "gives its input itself, so that the two would be freed together. Let it return input.alias()"),
            _ => output,
        };
    }

    private InvalidOperationException Problem(string member, string what, Exception? cause = null) =>
        new($"{network} cannot work: the member '{member}' {what.TrimEnd('.')}.", cause);

    // libtorch adds a stack trace to its messages.
    private static string FirstLine(string message) => message.Split('\n')[0].TrimEnd('\r');

    private static string Text(Tensor tensor) => "(" + string.Join(", ", tensor.shape.Select(size => size.ToString(CultureInfo.InvariantCulture))) + ")";
}
