using Rsg.Dsl.Naming;
using Rsg.Dsl.Plans;
using Rsg.Dsl.Schema;

namespace Rsg.Dsl.Emission;

/// <summary>Writes the trainer: the two phases of Algorithm 1 as one step, the epoch loop, the learning rate, the evaluation.</summary>
internal static class TrainerEmitter
{
    /// <summary>The method in short, for whoever opens the emitted file first.</summary>
    private const string Method = """
        /// <remarks>
        /// <para>RSG works on the feature maps x at the network's cut. It keeps some centers for each class; what remains of a sample when its
        /// nearest center C is taken away is its displacement x_fd = x - C: pose, light, and whatever else has little to do with the class (Eq. 3).</para>
        /// <para>Phase 1 (epochs before T_th): the centers and a contrastive module, which tells whether two samples are of one class, are
        /// learnt from the CESC loss (Eq. 5), on detached maps. The network learns as it would without RSG.</para>
        /// <para>Phase 2: displacements of samples of the most frequent classes go through a learnt transformation T and are added to samples of
        /// the other, rare classes: x_new = T(x_fd) + x_rare (Eq. 4). The batch grows by these samples, labelled as the rare ones. T learns from
        /// the classification loss and from the MV loss (Eq. 6): point away from the center as the rare sample does, keep the length, carry
        /// nothing of the frequent class.</para>
        /// <para>What is minimised is L = L_cls + lambda1 CESC + lambda2 MV (Eq. 7). The equations in code: Rsg.Generation.RareSampleGenerator;
        /// who learns from what: docs/rsg.md.</para>
        /// </remarks>
        """;

    public static string Emit(ModelPlan plan) => GeneratedFile.Compose(plan.Type, (writer, names) => Write(writer, names, plan));

    private static void Write(SourceWriter writer, TypeNames names, ModelPlan plan)
    {
        // network.to(device) is an extension method of TorchSharp's.
        names.ImportExtensionsOf("TorchSharp");
        var identifier = plan.Type.Identifier;
        using (writer.Braces($"partial class {identifier}"))
        {
            writer.Summary(plan.Learning.Rsg is null
                ? $"Trains a <see cref=\"{identifier}\"/>."
                : $"Trains a <see cref=\"{identifier}\"/> with the rare-class sample generator (RSG, CVPR 2021, Algorithm 1), which only the trainer holds.");
            if (plan.Learning.Rsg is not null)
            {
                writer.Line(Method);
            }

            using (writer.Braces($"public sealed partial class Trainer : {names["ITrainer"]}"))
            {
                WriteConstants(writer, plan);
                WriteFields(writer, names, plan);
                writer.Line();
                WriteConstructor(writer, names, plan);
                writer.Line();
                WriteEpochs(writer, names, plan);
                if (plan.Learning.Rsg is not null)
                {
                    writer.Line();
                    writer.Summary("The rare-class sample generator.");
                    writer.Line($"public {names["RareSampleGenerator"]} SampleGenerator => rsg;");
                }

                writer.Line();
                LearningRateEmitter.Write(writer, names, plan.Learning.Training);
                writer.Line();
                WriteTrainStep(writer, names, plan);
                writer.Line();
                WriteTrainEpoch(writer, names, plan);
                writer.Line();
                WriteFit(writer, names);
                writer.Line();
                WriteCheckpoints(writer);
                writer.Line();
                WriteEvaluate(writer, names);
                writer.Line();
                WriteDispose(writer, plan);
                ScheduleEpochEmitter.WriteFirstEpochFrom(writer, names, plan.Learning);
            }
        }
    }

    private static void WriteConstants(SourceWriter writer, ModelPlan plan)
    {
        Constant("Number of epochs.", "Epochs", plan.Learning.Training.Epochs);
        Constant("Mini-batch size.", "BatchSize", plan.Learning.Training.BatchSize);
        if (plan.Learning.Rsg is { } rsg)
        {
            Constant("First epoch of phase 2 (T_th), in which the RSG generates samples.", "GenerateFromEpoch", rsg.GenerateFromEpoch);
        }

        if (plan.Learning.Rebalancing is { IsDeferred: true } rebalancing)
        {
            Constant(
                rebalancing is RebalancingPlan.Reweight ? "First epoch with class weights in the loss." : "First epoch with resampled classes.",
                "RebalanceFromEpoch",
                rebalancing.FromEpoch);
        }

        if (plan.Learning.Rsg is not null)
        {
            writer.Line($"private const double CescWeight = {Invariant.Text(plan.Learning.Rsg.CescWeight)}; // lambda1 of Eq. 7");
            writer.Line($"private const double MvWeight = {Invariant.Text(plan.Learning.Rsg.MvWeight)}; // lambda2 of Eq. 7");
            writer.Line();
        }

        void Constant(string summary, string name, int value)
        {
            writer.Summary(summary);
            writer.Line($"public const int {name} = {Invariant.Text(value)};");
            writer.Line();
        }
    }

    private static void WriteFields(SourceWriter writer, TypeNames names, ModelPlan plan)
    {
        writer.Line($"private readonly {plan.Type.Identifier} network;");
        if (plan.Learning.Rsg is not null)
        {
            writer.Line($"private readonly {names["RareSampleGenerator"]} rsg;");
        }

        writer.Line($"private readonly {names[plan.Learning.Loss.Kind.TypeName]} loss;");
        if (plan.Learning.Rebalancing is RebalancingPlan.Reweight)
        {
            writer.Line($"private readonly {names["Tensor"]} classWeights;");
        }

        writer.Line($"private readonly {names["FusedSgd"]} optimizer;");
        writer.Line($"private readonly {names["ClassCounts"]} classCounts;");
        writer.Line($"private readonly {names["BatchLoader"]} batches;");
        writer.Line($"private readonly {names["TrainingProgress"]} progress;");
        writer.Line($"private readonly {names["Device"]} device;");
        writer.Line($"private readonly {names["TrainingSetup"]} setup;");
        writer.Line($"private readonly {names["TrainingState"]} state;");
    }

    /// <summary>The epochs of this training, and the declared ones that they stand for.</summary>
    private static void WriteEpochs(SourceWriter writer, TypeNames names, ModelPlan plan)
    {
        writer.Summary("Current epoch, counted from 0; between epochs, the next one.");
        writer.Line("public int Epoch { get; private set; }");
        writer.Line();
        writer.Summary("Number of steps that TrainEpoch has made in the current epoch; 0 between epochs.");
        writer.Line("public int StepsDone => progress.StepsDone;");
        writer.Line();
        writer.Summary("Number of epochs of this training: Epochs, unless the trainer was made for another number.");
        writer.Line("public int TotalEpochs { get; }");
        writer.Line();
        ScheduleEpochEmitter.Write(writer, names, plan.Learning);
        writer.Line();
        writer.Summary("Receives the progress of the training; null when nobody does.");
        writer.Line($"public {names["ITrainingObserver"]}? Observer => progress.Observer;");
        writer.Line();
        writer.Line("/// <inheritdoc/>");
        writer.Line($"{names["nn"]}.Module<{names["Tensor"]}, {names["Tensor"]}> {names["ITrainer"]}.Network => network;");
        writer.Line();
        writer.Line("/// <inheritdoc/>");
        writer.Line($"{names["TrainingSetup"]} {names["ITrainer"]}.Setup => setup;");
        writer.Line();
        writer.Line("/// <inheritdoc/>");
        writer.Line($"{names["TrainingState"]} {names["ITrainer"]}.State => state;");
    }

    private static void WriteConstructor(SourceWriter writer, TypeNames names, ModelPlan plan)
    {
        var torch = names["torch"];
        writer.Summary("Prepares to train a network.");
        writer.Param("network", "The network, which is moved to the device and must stay there while it is trained.");
        writer.Param("trainingSet", "Images of the network's input size, with labels below ClassCount; every class has at least one.");
        writer.Param("seed", plan.Learning.Rsg is null ? "Seeds the order of the images and their augmentation." : "Seeds the order of the images, their augmentation, and every draw of the RSG.");
        writer.Param("observer", "Receives the progress of the training; nobody when left out.");
        writer.Param("device", "The device to train on; the CPU when left out.");
        writer.Param("epochs", $"Number of epochs, at least 1; the declared schedule is shortened or stretched in proportion.{ScheduleEpochEmitter.Remark(plan.Learning)}");
        writer.Line($"public Trainer({plan.Type.Identifier} network, {names["IImageDataset"]} trainingSet, int seed = 0, {names["ITrainingObserver"]}? observer = null, {names["Device"]}? device = null, int epochs = Epochs)");
        using (writer.Braces())
        {
            writer.Line($"{names["ArgumentNullException"]}.ThrowIfNull(network);");
            writer.Line($"{names["DatasetShape"]}.Require(trainingSet, ClassCount, InputChannels, InputHeight, InputWidth);");
            writer.Line($"{names["ArgumentOutOfRangeException"]}.ThrowIfLessThan(epochs, 1);");
            writer.Line($"this.device = device ?? {torch}.CPU;");
            writer.Line("this.network = network.to(this.device);");
            writer.Line("TotalEpochs = epochs;");
            writer.Line($"classCounts = {names["ClassCounts"]}.FromLabels(trainingSet.Labels, ClassCount);");
            SamplerEmitter.Write(writer, names, plan.Learning.Rebalancing);
            writer.Line($"batches = new {names["BatchLoader"]}(trainingSet, BatchSize, sampler, seed);");
            var generateFrom = plan.Learning.Rsg is null ? "null" : "FirstEpochFrom(GenerateFromEpoch)";
            writer.Line($"var start = new {names["TrainingStart"]}(nameof({plan.Type.Identifier}), TotalEpochs, batches.BatchCountAt(epoch: 0), {generateFrom})");
            using (writer.Braces(end: "};"))
            {
                writer.Line("ClassCounts = classCounts,");
                if (plan.HasClassNames)
                {
                    writer.Line($"ClassNames = {plan.Type.Identifier}.ClassNames,");
                }
            }

            writer.Line($"progress = new {names["TrainingProgress"]}(start, observer);");
            writer.Line();
            if (plan.Learning.Rsg is { } rsg)
            {
                WriteGenerator(writer, names, plan, rsg);
                writer.Line();
            }

            writer.Line($"loss = {ConstructLoss(names, plan.Learning.Loss)};");
            if (plan.Learning.Rebalancing is RebalancingPlan.Reweight reweighting)
            {
                writer.Line($"classWeights = {torch}.tensor({names["EffectiveNumber"]}.Weights(classCounts, beta: {Invariant.Text(reweighting.Beta)}), {torch}.float32, this.device).DetachFromDisposeScope();");
            }

            var trained = plan.Learning.Rsg is null ? "network" : "network, rsg";
            var clip = plan.Learning.Training.GradientClip == 0 ? "" : $", gradientClip: {Invariant.Text(plan.Learning.Training.GradientClip)}";
            writer.Line($"optimizer = new {names["FusedSgd"]}({trained}, LearningRateAt(0), momentum: {Invariant.Text(plan.Learning.Training.Momentum)}, weightDecay: {Invariant.Text(plan.Learning.Training.WeightDecay)}{clip});");
            writer.Line($"setup = new {names["TrainingSetup"]}(Declaration, trainingSet, seed, this.device);");
            writer.Line(plan.Learning.Rsg is null ? $"state = new {names["TrainingState"]}(network, optimizer, progress);" : $"state = new {names["TrainingState"]}(network, optimizer, progress, rsg);");
        }
    }

    private static void WriteGenerator(SourceWriter writer, TypeNames names, ModelPlan plan, RsgPlan rsg)
    {
        writer.Line($"rsg = new {names["RareSampleGenerator"]}(");
        using (writer.Indented())
        {
            var channels = plan is GraphModelPlan { Cut.Output.Channels: var known } ? Invariant.Text(known) : $"network.Measured.ChannelsBehind(\"{plan.CutName}\")";
            writer.Line($"channels: {channels}, // of the features behind {plan.CutName}");
            writer.Line($"{names["FrequentClasses"]}.FromCounts(classCounts, ratio: {Invariant.Text(rsg.FrequentRatio)}),");
            using (writer.Braces($"new {names["RareSampleGeneratorOptions"]}", "},"))
            {
                writer.Line($"Centers = {Invariant.Text(rsg.Centers)},");
                writer.Line($"TransferStrength = {Invariant.Text(rsg.TransferStrength)},");
                writer.Line($"ContrastiveChannels = {Invariant.Text(rsg.ContrastiveChannels)},");
                writer.Line($"Form = {names["Form"]}.{rsg.Form},");
                if (rsg.MvTerms != RsgMvTerms.All)
                {
                    writer.Line($"MvTerms = {string.Join(" | ", rsg.MvTerms.ToString().Split([", "], StringSplitOptions.None).Select(term => $"{names["MvTerms"]}.{term}"))},");
                }

                if (rsg.Displacement != RsgDisplacement.Transformed)
                {
                    writer.Line($"Displacement = {names["Displacement"]}.{rsg.Displacement},");
                }

                if (rsg.AddTo != RsgAddTo.RareSamples)
                {
                    writer.Line($"AddTo = {names["AddTo"]}.{rsg.AddTo},");
                }
            }

            writer.Line("seed).to(this.device);");
        }
    }

    private static string ConstructLoss(TypeNames names, LossPlan loss)
    {
        IEnumerable<string> counts = loss.Kind.NeedsClassCounts ? ["classCounts"] : [];
        var numbers = loss.Arguments.Select((argument, i) => $"{loss.Kind.Parameters[i].Name}: {Invariant.Text(argument)}");
        return $"new {names[loss.Kind.TypeName]}({string.Join(", ", counts.Concat(numbers))})";
    }

    private static void WriteTrainStep(SourceWriter writer, TypeNames names, ModelPlan plan)
    {
        writer.Summary(plan.Learning.Rsg is null
            ? "One step: forward, loss, backward, update."
            : "One step of Algorithm 1: in phase 1 the RSG only learns, in phase 2 it adds samples of rare classes to the batch.");
        writer.Param("images", "The images, (N, InputChannels, InputHeight, InputWidth), on the trainer's device.");
        writer.Param("labels", "Their classes, (N), int64, on the trainer's device: a tensor, or as a batch of a loader has them.");
        writer.Returns("The losses, before this step's update; on a GPU they are read when they are asked for.");
        writer.Line("/// <exception cref=\"global::System.NotFiniteNumberException\">A loss or a gradient is not finite; no weight was updated. On a GPU the losses throw it when they are read.</exception>");
        using (writer.Braces($"public {names["StepLosses"]} TrainStep({names["Tensor"]} images, {names["BatchLabels"]} labels)"))
        {
            writer.Line($"using var scope = {names["torch"]}.NewDisposeScope();");
            writer.Line("network.train();");
            writer.Line("optimizer.ZeroGrad();");
            writer.Line();

            var weights = plan.Learning.Rebalancing switch
            {
                RebalancingPlan.Reweight { IsDeferred: true } => ", ScheduleEpoch < RebalanceFromEpoch ? null : classWeights",
                RebalancingPlan.Reweight => ", classWeights",
                _ => "",
            };

            if (plan.Learning.Rsg is null)
            {
                writer.Line("var logits = network.call(images);");
                writer.Line($"var total = loss.Compute(logits, labels{weights});");
                writer.Line($"var losses = {names["StepLosses"]}.Of(total); // throws if one is not finite; on a GPU that is seen when they are read, and Step updates nothing");
                writer.Line();
                writer.Line("total.backward();");
                writer.Line("optimizer.Step(losses); // the same holds for a gradient");
                writer.Line("return losses;");
                return;
            }

            writer.Line("var features = network.ExtractFeatures(images);");
            writer.Line();
            writer.Line("// Phase 1 teaches the RSG the centers of each class and what makes two samples alike; the batch stays as it is.");
            writer.Line("// Phase 2, from T_th on, adds new samples of rare classes to the batch.");
            writer.Line("var batch = ScheduleEpoch < GenerateFromEpoch");
            using (writer.Indented())
            {
                writer.Line("? rsg.Estimate(features, labels)");
                writer.Line(": rsg.Generate(features, labels);");
            }

            writer.Line();
            writer.Line("var logits = network.Classify(batch.Features);");
            writer.Line($"var classification = loss.Compute(logits, batch.Labels{weights});");
            writer.Line("var total = classification + CescWeight * batch.Cesc + MvWeight * batch.Mv; // Eq. 7");
            writer.Line($"var losses = {names["StepLosses"]}.Of(total, classification, batch); // throws if one is not finite; on a GPU that is seen when they are read, and Step updates nothing");
            writer.Line();
            writer.Line("total.backward();");
            writer.Line("optimizer.Step(losses); // the same holds for a gradient");
            writer.Line("return losses;");
        }
    }

    private static void WriteTrainEpoch(SourceWriter writer, TypeNames names, ModelPlan plan)
    {
        writer.Summary("Begins an epoch, with its learning rate and its phase: for a loop of one's own around TrainStep.");
        writer.Param("epoch", "The epoch, counted from 0; not negative.");
        using (writer.Braces("public void StartEpoch(int epoch)"))
        {
            writer.Line($"{names["ArgumentOutOfRangeException"]}.ThrowIfNegative(epoch);");
            writer.Line("Epoch = epoch;");
            writer.Line("progress.ForgetEpoch();");
            writer.Line("optimizer.LearningRate = LearningRateAt(ScheduleEpoch);");
            if (plan.Learning.Rsg is not null)
            {
                writer.Line("optimizer.Settle(); // as a checkpoint does, so that a resumed training rounds as an uninterrupted one");
            }
        }

        writer.Line();
        writer.Summary("Trains one epoch: once through the training set. An epoch that was interrupted goes on with its next step.");
        writer.Param("afterStep", "Called after each step, where a checkpoint can be written.");
        writer.Param("cancellation", "Interrupts the epoch after the current step.");
        using (writer.Braces($"public {names["EpochReport"]} TrainEpoch({names["Action"]}? afterStep = null, {names["CancellationToken"]} cancellation = default)"))
        {
            using (writer.Braces("if (StepsDone == 0)"))
            {
                writer.Line("StartEpoch(Epoch);");
            }

            writer.Line();
            writer.Line("progress.BeginEpoch(Epoch, LearningRateAt(ScheduleEpoch), batches.BatchCountAt(Epoch));");
            writer.Line("var skippedBefore = batches.SkippedImages - progress.SkippedImages;");
            using (writer.Braces("foreach (var batch in batches.ReadEpoch(Epoch, device, progress.NextBatch))"))
            {
                using (writer.Braces("using (batch)"))
                {
                    writer.Line("cancellation.ThrowIfCancellationRequested();");
                    writer.Line("progress.Step(() => TrainStep(batch.Images, batch.Labels), batch);");
                    writer.Line("afterStep?.Invoke();");
                }
            }

            writer.Line();
            writer.Line("Epoch++;");
            writer.Line("return progress.EndEpoch(batches.SkippedImages - skippedBefore);");
        }
    }

    private static void WriteFit(SourceWriter writer, TypeNames names)
    {
        writer.Summary("Trains until an epoch is reached: to the end, unless told to stop earlier.");
        writer.Param("untilEpoch", "The epoch to stop before, counted from 0; at least 1. TotalEpochs when left out.");
        writer.Param("cancellation", "Interrupts the training after the current step.");
        using (writer.Braces($"public void Fit(int? untilEpoch = null, {names["CancellationToken"]} cancellation = default)"))
        {
            writer.Line("var end = untilEpoch ?? TotalEpochs;");
            writer.Line("progress.EndAt(end);");
            using (writer.Braces("while (Epoch < end)"))
            {
                writer.Line("TrainEpoch(cancellation: cancellation);");
            }
        }
    }

    private static void WriteCheckpoints(SourceWriter writer)
    {
        writer.Summary("Saves a checkpoint, from which LoadCheckpoint resumes with the same numbers: between two epochs, or between two steps of TrainEpoch.");
        writer.Param("path", "The file, which is replaced as a whole.");
        writer.Line("public void SaveCheckpoint(string path) => state.Save(path, Epoch);");
        writer.Line();
        writer.Summary("Resumes from a checkpoint of a training of this model on the same images. If anything is wrong with the file, nothing is changed.");
        writer.Param("path", "The file.");
        using (writer.Braces("public void LoadCheckpoint(string path)"))
        {
            writer.Line("Epoch = state.Load(path);");
            writer.Line("optimizer.LearningRate = LearningRateAt(ScheduleEpoch);");
        }
    }

    private static void WriteEvaluate(SourceWriter writer, TypeNames names)
    {
        writer.Summary("Evaluates the network; many-, medium- and few-shot follow from the counts of the training set.");
        using (writer.Braces($"public {names["EvaluationResult"]} Evaluate({names["IImageDataset"]} dataset, {names["CancellationToken"]} cancellation = default)"))
        {
            writer.Line($"{names["DatasetShape"]}.Require(dataset, ClassCount, InputChannels, InputHeight, InputWidth);");
            writer.Line($"return {names["Evaluator"]}.Run(network, dataset, classCounts, device: device, cancellation: cancellation);");
        }
    }

    private static void WriteDispose(SourceWriter writer, ModelPlan plan)
    {
        writer.Summary("Frees what the trainer holds; the network stays.");
        using (writer.Braces("public void Dispose()"))
        {
            writer.Line("optimizer.Dispose();");
            if (plan.Learning.Rebalancing is RebalancingPlan.Reweight)
            {
                writer.Line("classWeights.Dispose();");
            }

            if (plan.Learning.Loss.Kind.IsDisposable)
            {
                writer.Line("loss.Dispose();");
            }

            if (plan.Learning.Rsg is not null)
            {
                writer.Line("rsg.Dispose();");
            }
        }
    }
}
