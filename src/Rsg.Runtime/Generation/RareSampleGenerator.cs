using Rsg.Balancing;
using Rsg.Data;
using Rsg.Layers;
using Rsg.Native;
using Rsg.Optimization;
using Rsg.Randomness;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Rsg.Generation;

/// <summary>
/// The rare-class sample generator (RSG, CVPR 2021): learns centers of every class, and from the second phase on makes new
/// samples of rare classes out of the displacements of frequent ones. It stands beside a network, never in it.
/// </summary>
/// <remarks>
/// <para>State names are the released code's: <c>linear</c> (C, D, K) and <c>bias</c> (C, K) of Eq. 1, <c>centers</c> (C, K, D),
/// <c>contrastive_module.{0,2}.{weight,bias}</c>, <c>contrastive_fc.{weight,bias}</c>,
/// <c>vec_transformation_module.0.{weight,bias}</c> (T of Eq. 4).</para>
/// <para>Both losses work on detached feature maps: they train the generator, never the network below. New samples are built
/// from detached maps too, so their classification loss reaches T and the layers behind the cut only.</para>
/// <para>An emitted trainer moves of <c>linear</c>, <c>bias</c> and <c>centers</c> only the rows of a batch's classes, and makes up for the motion of the others
/// later. Whoever asks for parameters or state by this module's methods (<c>state_dict</c>, <c>named_parameters</c>, <c>save</c>, ...) sees the rows of all classes up to
/// date. A tensor that was asked for before a step is up to date again after the next asking.</para>
/// <para>Not safe for use from several threads at once.</para>
/// </remarks>
public sealed class RareSampleGenerator : nn.Module
{
    /// <summary>The state names of the parameters that are kept by class.</summary>
    internal static readonly IReadOnlyList<string> ClassParameters = ["linear", "bias", "centers"];

    private readonly int channels;
    private readonly FrequentClasses frequentClasses;
    private readonly RareSampleGeneratorOptions options;
    private readonly SplitMix64 random;
    private readonly WeightAndBias contrastiveFirst;
    private readonly WeightAndBias contrastiveSecond;
    private readonly WeightAndBias contrastiveHead;
    private readonly WeightAndBias transformation;
    private readonly TapWindows windows = new();
    private RowSgd? rowUpdates;

    /// <summary>Creates the generator with fresh parameters (float32, CPU).</summary>
    /// <param name="channels">Channels D of the feature maps at the cut; at least 1.</param>
    /// <param name="frequentClasses">Which of the classes are frequent.</param>
    /// <param name="options">Everything else that can be chosen.</param>
    /// <param name="seed">Seeds the start values and the random pairs and picks. Global random state is neither read nor changed.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is outside its range.</exception>
    public RareSampleGenerator(int channels, FrequentClasses frequentClasses, RareSampleGeneratorOptions options, int seed = 0)
        : base(nameof(RareSampleGenerator))
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(channels, 1);
        ArgumentNullException.ThrowIfNull(frequentClasses);
        ArgumentNullException.ThrowIfNull(options);
        options.Check();
        this.channels = channels;
        this.frequentClasses = frequentClasses;
        this.options = options;
        random = SplitMix64.ForGeneration(seed);

        using var scope = NewDisposeScope();
        using var start = new StartValues(seed);
        var classes = frequentClasses.ClassCount;
        register_parameter("linear", OwnedParameter.Of(start.Linear(classes, channels, options.Centers)));
        register_parameter("bias", OwnedParameter.Of(StartValues.Bias(classes, options.Centers)));
        register_parameter("centers", OwnedParameter.Of(StartValues.Centers(classes, options.Centers, channels)));

        var width = options.ContrastiveChannels;
        contrastiveFirst = start.Convolution(width, 2 * channels, kernel: options.Form == Form.Released ? 1 : 3);
        contrastiveSecond = start.Convolution(width, width, kernel: 3);
        contrastiveHead = start.ContrastiveHead(width, options.Form);
        transformation = start.Convolution(channels, channels, kernel: 3, options.TransformationBias);
        register_module("contrastive_module", new NumberedLayers((0, contrastiveFirst), (2, contrastiveSecond)));
        register_module("contrastive_fc", contrastiveHead);
        register_module("vec_transformation_module", new NumberedLayers((0, transformation)));
    }

    internal ContrastiveParameters Contrastive => new(
        contrastiveFirst.Weights, contrastiveFirst.Offsets!,
        contrastiveSecond.Weights, contrastiveSecond.Offsets!,
        contrastiveHead.Weights, contrastiveHead.Offsets!, windows);

    /// <summary>The parameters whose every number is moved by a step, with their state names: all that are not kept by class.</summary>
    internal IEnumerable<(string Name, Parameter Parameter)> DenseParameters =>
        ParametersAsTheyLie.Where(entry => !ClassParameters.Contains(entry.Name));

    internal int ClassCount => frequentClasses.ClassCount;

    /// <summary>All parameters, which are the whole state, with their state names; those kept by class as they lie in memory, not made up to date.</summary>
    internal IEnumerable<(string Name, Parameter Parameter)> ParametersAsTheyLie => base.named_parameters();

    /// <summary>What moves the per-class parameters, in the order of <see cref="ClassParameters"/>, if somebody has attached.</summary>
    internal RowSgd? RowUpdates => rowUpdates;

    /// <summary>Where the sequence is that pairs and picks are drawn from.</summary>
    internal ulong RandomState
    {
        get => random.State;
        set => random.State = value;
    }

    /// <summary>Whether the contrastive module takes gradients: in phase 1, and in the released form until something is generated.</summary>
    internal bool IsContrastiveModuleLearning
    {
        get => contrastiveHead.Weights.requires_grad;
        set
        {
            foreach (var parameter in ContrastiveModuleParameters)
            {
                parameter.requires_grad = value;
            }
        }
    }

    private IEnumerable<Parameter> ContrastiveModuleParameters =>
        new nn.Module[] { contrastiveFirst, contrastiveSecond, contrastiveHead }.SelectMany(layer => layer.parameters());

    // By way of the base class: these are read in every step, when rows of absent classes need not be settled.
    private Parameter Linear => base.get_parameter("linear")!;

    private Parameter Offset => base.get_parameter("bias")!;

    private Parameter ClassCenters => base.get_parameter("centers")!;

    /// <summary>Phase 1 (Algorithm 1, epochs before T_th): both terms of the CESC loss; generates nothing.</summary>
    /// <param name="features">(B, D, H, W) feature maps at the cut, of the generator's dtype and device; B at least 1. Returned as they are.</param>
    /// <param name="labels">(B) int64, each in [0, C); a tensor, or with their numbers, so that no device is waited for.</param>
    /// <param name="pairs">The pairs of the contrastive term; left out, floor(B/2) pairs are drawn at random, or in the released form taken in batch order.</param>
    /// <exception cref="ArgumentException">A tensor does not have the shape, dtype or range above, or a pair is outside the batch.</exception>
    public AugmentedBatch Estimate(Tensor features, BatchLabels labels, SamplePairs? pairs = null)
    {
        _ = BatchCheck.Labels(features, labels, channels, frequentClasses.ClassCount, ClassCenters);
        pairs ??= DrawPairs((int)features.shape[0]);
        pairs.CheckFits((int)features.shape[0]);
        if (options.Form == Form.Paper)
        {
            IsContrastiveModuleLearning = true;
        }

        using var scope = NewDisposeScope();
        var maps = features.detach();
        var (centerTerm, _) = EstimateCenters(maps, RowsOf(labels));
        var contrastTerm = ContrastiveModule.Loss(maps, labels, pairs, Contrastive, options.FinalRelu);
        return Assemble(features, labels.Tensor, centerTerm, contrastTerm, MvLoss.Zero(maps), NewSamples.None);
    }

    /// <summary>
    /// Phase 2 (from T_th on): the center term of the CESC loss, new samples of rare classes (Eq. 3 and 4), and the MV loss (Eq. 6).
    /// A batch without a frequent or without a rare sample generates nothing.
    /// </summary>
    /// <remarks>
    /// The contrastive module does not move in this phase. In the paper's form its parameters stop requiring a gradient and
    /// lose the one that they have, which makes an optimizer skip them; its term of Eq. 5 moves nothing any more, and is
    /// computed only where pairs are given. In the released form the term is left out, and the module stops requiring a gradient, for good, with the first batch that generates.
    /// </remarks>
    /// <param name="features">(B, D, H, W) feature maps at the cut, of the generator's dtype and device; B at least 1.</param>
    /// <param name="labels">(B) int64, each in [0, C); a tensor, or with their numbers, so that no device is waited for.</param>
    /// <param name="pairs">The pairs whose contrastive term is to be reported; left out, it is 0. Not used in the released form.</param>
    /// <param name="picks">
    /// The samples behind each new one; left out, s_new = max(floor(beta s_freq / s_rare), 1) s_rare of them are drawn at random,
    /// or in the released form taken by segments.
    /// </param>
    /// <exception cref="ArgumentException">A tensor does not have the shape, dtype or range above, or a pair or pick is outside the batch or of the wrong group.</exception>
    public AugmentedBatch Generate(Tensor features, BatchLabels labels, SamplePairs? pairs = null, NewSamples? picks = null)
    {
        var labelValues = BatchCheck.Labels(features, labels, channels, frequentClasses.ClassCount, ClassCenters);
        pairs?.CheckFits(labelValues.Length);
        picks = Pick(labelValues, picks);
        if (options.Form == Form.Paper || (picks.Count > 0 && options.Displacement == Displacement.Transformed))
        {
            FreezeContrastiveModule();
        }

        using var scope = NewDisposeScope();
        var maps = features.detach();
        var rows = RowsOf(labels);
        var (centerTerm, logits) = EstimateCenters(maps, rows);
        var contrastTerm = ReportContrast(maps, labels, pairs);
        if (picks.Count == 0)
        {
            return Assemble(features, labels.Tensor, centerTerm, contrastTerm, MvLoss.Zero(maps), picks);
        }

        var nearest = CenterEstimation.Nearest(logits.detach(), rows.Index, rows.Centers.detach());
        var sent = IndexTensors.On(maps.device, picks.Frequent, picks.Rare);
        var (frequentIndex, rareIndex) = (sent[0], sent[1]);
        var frequentMaps = MemoryFormat.IndexSelect(maps, frequentIndex);
        var rareMaps = MemoryFormat.IndexSelect(maps, rareIndex);
        var rareCenters = nearest.index_select(0, rareIndex);
        var displacement = CenterEstimation.Displacement(frequentMaps, nearest.index_select(0, frequentIndex));
        var carried = options.Displacement == Displacement.Direct ? displacement : Transform(displacement);
        var generated = carried.Plus(options.AddTo == AddTo.RareSamples ? rareMaps : rareCenters.unsqueeze(-1).unsqueeze(-1));
        var mv = MaximizedVectors(carried, displacement, CenterEstimation.Displacement(rareMaps, rareCenters), frequentMaps);
        return Assemble(
            cat([features, generated], 0), cat([labels.Tensor, labels.Tensor.index_select(0, rareIndex)], 0), centerTerm, contrastTerm, mv, picks);
    }

    /// <inheritdoc/>
    public override IEnumerable<(string name, Parameter parameter)> named_parameters(bool recurse = true)
    {
        rowUpdates?.Settle();
        return base.named_parameters(recurse);
    }

    /// <inheritdoc/>
    public override Parameter? get_parameter(string target)
    {
        rowUpdates?.Settle();
        return base.get_parameter(target);
    }

    /// <summary>
    /// From now on the per-class parameters (<c>linear</c>, <c>bias</c>, <c>centers</c>) get no gradient of their own: gradients reach the rows of the classes
    /// in a batch, and the result moves the parameters by them, as SGD over the whole parameters would. For <see cref="DenseParameters"/> another optimizer is needed.
    /// </summary>
    /// <param name="rule">As of <c>torch.optim.SGD</c>.</param>
    /// <returns>What steps them; the generator disposes it.</returns>
    /// <exception cref="InvalidOperationException">Somebody has attached already.</exception>
    internal RowSgd AttachRowUpdates(SgdRule rule)
    {
        if (rowUpdates is not null)
        {
            throw new InvalidOperationException("The per-class parameters of this generator are moved by another optimizer already. Dispose that one, or its trainer, first.");
        }

        rowUpdates = new RowSgd([Linear, Offset, ClassCenters], rule);
        return rowUpdates;
    }

    /// <summary>From now on the per-class parameters, which are settled first, get gradients of their own again, and another optimizer may attach.</summary>
    internal void DetachRowUpdates()
    {
        rowUpdates?.Settle();
        rowUpdates?.Dispose();
        rowUpdates = null;
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            // Before the base class asks for the parameters, which would settle them first.
            rowUpdates?.Dispose();
            rowUpdates = null;
            windows.Dispose();
        }

        base.Dispose(disposing);
    }

    /// <summary>All rows where nobody has attached, so that gradients reach the parameters themselves; otherwise only those of the batch's classes.</summary>
    private ClassRows RowsOf(BatchLabels labels)
    {
        if (rowUpdates is null)
        {
            return new ClassRows(labels.Tensor, Linear, Offset, ClassCenters);
        }

        if (!rowUpdates.Moves(ClassCenters))
        {
            throw new InvalidOperationException("The generator was moved or converted after its optimizer was made. Call .to() before making the trainer or the optimizer.");
        }

        var present = new Dictionary<long, long>();
        var places = Array.ConvertAll(labels.Values.ToArray(), label =>
        {
            present.TryAdd(label, present.Count);
            return present[label];
        });
        var classes = present.Keys.ToArray();
        var sent = IndexTensors.On(labels.Tensor.device, classes, places);
        var rows = rowUpdates.Gather(classes, sent[0]);
        return new ClassRows(sent[1], rows[0], rows[1], rows[2]);
    }

    private static (Tensor CenterTerm, Tensor Logits) EstimateCenters(Tensor maps, ClassRows rows)
    {
        var means = maps.mean([2, 3]);
        var logits = CenterEstimation.Logits(means, rows.Index, rows.Linear, rows.Bias);
        return (CenterLoss.Compute(maps, means, logits.softmax(1), rows.Index, rows.Centers), logits);
    }

    private Tensor ReportContrast(Tensor maps, BatchLabels labels, SamplePairs? pairs)
    {
        if (options.Form == Form.Released || pairs is null)
        {
            return zeros([], dtype: maps.dtype, device: maps.device);
        }

        using var withoutGradient = no_grad();
        return ContrastiveModule.Loss(maps, labels, pairs, Contrastive, options.FinalRelu);
    }

    private Tensor Transform(Tensor displacement) =>
        nn.functional.conv2d(displacement, transformation.Weights, transformation.Offsets, padding: [1, 1]);

    private MvLoss MaximizedVectors(Tensor carried, Tensor displacement, Tensor rareDisplacement, Tensor frequentMaps)
    {
        if (options.Displacement == Displacement.Direct)
        {
            return MvLoss.Zero(carried);
        }

        var form = options.Form;
        var vectors = new MapVectors(carried, form);
        return MvLoss.Of(
            carried,
            options.MvTerms.HasFlag(MvTerms.Direction) ? MaximizedVectorLoss.Direction(vectors, new(rareDisplacement, form)) : null,
            options.MvTerms.HasFlag(MvTerms.Length) ? MaximizedVectorLoss.Length(vectors, new(displacement, form)) : null,
            options.MvTerms.HasFlag(MvTerms.Contrast)
                ? MaximizedVectorLoss.Contrast(carried, frequentMaps, Contrastive.Detached(), form, options.FinalRelu)
                : null);
    }

    // The results outlive the scope; the caller's own tensors, which Estimate hands back, never belonged to it.
    private static AugmentedBatch Assemble(
        Tensor features, Tensor labels, Tensor centerTerm, Tensor contrastTerm, MvLoss mv, NewSamples picks)
    {
        if (picks.Count > 0)
        {
            features.MoveToOuterDisposeScope();
            labels.MoveToOuterDisposeScope();
        }

        return new AugmentedBatch(
            features, labels, centerTerm.Plus(contrastTerm).MoveToOuterDisposeScope(), mv.Sum.MoveToOuterDisposeScope(), picks.Count)
        {
            CenterTerm = centerTerm.MoveToOuterDisposeScope(),
            ContrastTerm = contrastTerm.MoveToOuterDisposeScope(),
            MvDirection = mv.Direction.MoveToOuterDisposeScope(),
            MvLength = mv.Length.MoveToOuterDisposeScope(),
            MvContrast = mv.Contrast.MoveToOuterDisposeScope(),
            Picks = picks,
        };
    }

    private void FreezeContrastiveModule()
    {
        IsContrastiveModuleLearning = false;
        if (options.Form == Form.Paper)
        {
            // A zero gradient is not enough: momentum and weight decay would go on moving the parameters.
            foreach (var parameter in ContrastiveModuleParameters)
            {
                parameter.grad = null;
            }
        }
    }

    private SamplePairs DrawPairs(int batchSize) =>
        options.Form == Form.Released ? SamplePairs.InBatchOrder(batchSize) : SamplePairs.Drawn(batchSize, random);

    /// <summary>The samples behind each new one: those that were given, once they are checked, or else picked by the form.</summary>
    private NewSamples Pick(ReadOnlySpan<long> labels, NewSamples? given)
    {
        var (frequent, rare) = BatchPositions.ByGroup(labels, frequentClasses);
        given?.CheckFits(frequent, rare, labels.Length);
        return given ?? (options.Form == Form.Released
            ? NewSamples.InSegments(frequent, rare, options.TransferStrength)
            : NewSamples.Drawn(frequent, rare, options.TransferStrength, random));
    }
}
