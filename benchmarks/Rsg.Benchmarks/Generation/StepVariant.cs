using Rsg.Data;
using Rsg.Training;

namespace Rsg.Benchmarks.Generation;

/// <summary>One kind of training step, with the network and the trainer that it needs.</summary>
/// <param name="Name">What the table calls it.</param>
/// <param name="Step">Runs one step, and says how many samples it generated.</param>
/// <param name="Owned">What is freed with it.</param>
internal sealed record StepVariant(string Name, Func<Batch, int> Step, params IDisposable[] Owned) : IDisposable
{
    public const string ReleasedPhase2 = "released form, phase 2";

    private static readonly (string Name, Func<string, InMemoryImages, StepVariant> Create)[] Known =
    [
        ("without RSG", (name, images) => Trained(name, new Plain.Trainer(new Plain(), images), 0)),
        ("paper form, phase 1", (name, images) => Trained(name, new WithPaperRsg.Trainer(new WithPaperRsg(), images), 0)),
        ("released form, phase 1", (name, images) => Trained(name, new WithReleasedRsg.Trainer(new WithReleasedRsg(), images), 0)),
        ("released, literally, phase 1", (name, images) => Literal(name, images, isPhase1: true)),
        ("paper form, phase 2", (name, images) => Trained(name, new WithPaperRsg.Trainer(new WithPaperRsg(), images), WithPaperRsg.Trainer.GenerateFromEpoch)),
        (ReleasedPhase2, (name, images) => Trained(name, new WithReleasedRsg.Trainer(new WithReleasedRsg(), images), WithReleasedRsg.Trainer.GenerateFromEpoch)),
        ("released, literally, phase 2", (name, images) => Literal(name, images, isPhase1: false)),
    ];

    /// <summary>All names, the step without RSG first.</summary>
    public static IEnumerable<string> Names => Known.Select(variant => variant.Name);

    public static StepVariant Create(string name, InMemoryImages images) => Known.Single(variant => variant.Name == name).Create(name, images);

    public void Dispose()
    {
        foreach (IDisposable owned in Owned)
        {
            owned.Dispose();
        }
    }

    private static StepVariant Trained(string name, ITrainer trainer, int epoch)
    {
        trainer.StartEpoch(epoch);
        return new(name, batch => trainer.TrainStep(batch.Images, batch.Labels).Generated, trainer, trainer.Network);
    }

    private static StepVariant Literal(string name, InMemoryImages images, bool isPhase1)
    {
        var training = new LiteralTraining(images, isPhase1);
        return new(
            name,
            batch =>
            {
                training.Step(batch);
                return 0;
            },
            training);
    }
}
