using System.ComponentModel;
using System.Globalization;
using Rsg.Native;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Rsg.Layers;

/// <summary>
/// The batch normalisation of what one convolution gives. It is TorchSharp's, state names, numbers and modes included, until it is folded into
/// the convolution for inference; from then on it passes on what it gets.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class FoldableBatchNorm : BatchNorm
{
    private readonly Conv2d convolution;

    /// <summary>Creates the layer.</summary>
    /// <param name="convolution">What it normalises, and nothing else reads. The layer does not own it.</param>
    /// <param name="eps">What is added to the variance; above 0.</param>
    /// <param name="momentum">The share of the newest batch in the running statistics, in [0, 1].</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is outside its range.</exception>
    public FoldableBatchNorm(Conv2d convolution, double eps = 1e-5, double momentum = 0.1)
        : base(ChannelsOf(convolution), RequireAboveZero(eps), RequireShare(momentum), affine: true, track_running_stats: true, device: null, dtype: null, name: nameof(FoldableBatchNorm))
    {
        this.convolution = convolution;
    }

    /// <summary>Whether the convolution does the work of this layer.</summary>
    public bool IsFolded { get; private set; }

    /// <summary>Normalises (B, C, H, W), channel by channel.</summary>
    public override Tensor forward(Tensor input)
    {
        if (IsFolded || !training)
        {
            return IsFolded ? input.alias() : base.forward(input);
        }

        // As the base class does it, but for the number that counts the batch, which that one does not hold.
        ValidateInputDimensions(input);
        num_batches_tracked!.add_(HeldScalars.One, HeldScalars.One);
        return nn.functional.batch_norm(input, running_mean, running_var, weight, bias, training: true, momentum!.Value, eps);
    }

    /// <summary>Gives the convolution the work of this layer, with the running statistics as they are, and gives up its own.</summary>
    internal void Fold()
    {
        using var scope = NewDisposeScope();
        using var withoutGradient = no_grad();
        var merged = MergedConvolution.Of(convolution.weight, convolution.bias, weight!, bias!, running_mean!, running_var!, eps);
        convolution.weight = As(convolution.weight, ChannelsLast.OfWeight(merged.Weight));
        convolution.bias = As(convolution.weight, merged.Bias);
        IsFolded = true;

        // So that no state of the network fits by accident. The weight alone TorchSharp lets no one take away; nothing reads it any more.
        (bias, running_mean, running_var, num_batches_tracked) = (null, null, null, null);
    }

    /// <inheritdoc/>
    protected override void RegisterComponents()
    {
        // The base class has registered everything; torch would add the convolution, which belongs to another module.
    }

    /// <inheritdoc/>
    protected override void ValidateInputDimensions(Tensor input)
    {
        ArgumentNullException.ThrowIfNull(input);
        if (input.ndim != 4)
        {
            throw new ArgumentException(
                string.Create(CultureInfo.InvariantCulture, $"A batch normalisation of maps takes (B, C, H, W); the input has {input.ndim} dimensions."),
                nameof(input));
        }
    }

    private static long ChannelsOf(Conv2d convolution)
    {
        ArgumentNullException.ThrowIfNull(convolution);
        return convolution.out_channels;
    }

    private static double RequireAboveZero(double eps)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(eps);
        return eps;
    }

    private static double RequireShare(double momentum)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(momentum);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(momentum, 1);
        return momentum;
    }

    private static Parameter As(Tensor model, Tensor values) => new(values.to(model.dtype, model.device), requires_grad: false);
}
