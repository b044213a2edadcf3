using System.Runtime.CompilerServices;
using Rsg.Testing.Generation;
using Xunit.Sdk;

namespace Rsg.Testing.Tests.Generation;

public class LoadedModelTests
{
    private const string Source = """
        namespace Consumers
        {
            [Greeting.Greets]
            public partial class Host
            {
                public const int Doors = 3;
                private readonly string name;
                public Host(string name = "nobody") => this.name = name;
                public string Name => name;
                public Rsg.Form Form => Rsg.Form.Released;
                public static int Twice(int value) => 2 * value;
                public void Refuse() => throw new System.InvalidOperationException("closed");
                public class Guest { }
            }
        }
        """;

    [Fact]
    public void Emitted_code_runs_in_the_test()
    {
        using var model = Run("[Greeting.Greets] public partial class Host;").Load();

        var host = model.Create("Host");
        Assert.Equal("Hello, Ada!", LoadedModel.Call(host, "Greet", "Ada"));
        Assert.Equal("Hello, Ada! Hello, Ada!", LoadedModel.Call(host, "Greet", "Ada", 2));
        Assert.Equal("Hello, Bob!", (string)((dynamic)host).Greet("Bob"));
    }

    [Fact]
    public void Members_are_found_by_name()
    {
        using var model = Run(Source.Replace("[Greeting.Greets]", "", StringComparison.Ordinal)).Load();

        Assert.Equal("nobody", LoadedModel.Get(model.Create("Consumers.Host"), "Name"));
        Assert.Equal("Eve", LoadedModel.Get(model.Create("Consumers.Host", "Eve"), "Name"));
        Assert.Equal(3, model.GetStatic("Consumers.Host", "Doors"));
        Assert.Equal(8, model.CallStatic("Consumers.Host", "Twice", 4));
        Assert.Equal("Guest", model.Type("Consumers.Host+Guest").Name);
        Assert.Contains("Consumers.Host", Assert.Throws<ArgumentException>(() => model.Type("Host")).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_type_of_the_runtime_is_the_same_type_in_the_test()
    {
        using var model = Run(Source.Replace("[Greeting.Greets]", "", StringComparison.Ordinal)).Load();

        Assert.Equal(Form.Released, Assert.IsType<Form>(LoadedModel.Get(model.Create("Consumers.Host"), "Form")));
        Assert.Throws<InvalidCastException>(() => model.Create<IDisposable>("Consumers.Host"));
    }

    [Fact]
    public void An_exception_arrives_as_it_was_thrown_with_the_line_of_the_embedded_source()
    {
        using var model = Run(Source.Replace("[Greeting.Greets]", "", StringComparison.Ordinal)).Load();

        var error = Assert.Throws<InvalidOperationException>(() => LoadedModel.Call(model.Create("Consumers.Host"), "Refuse"));
        Assert.Contains("Model.cs:line 12", error.StackTrace, StringComparison.Ordinal);
    }

    [Fact]
    public void What_does_not_compile_is_not_loaded()
    {
        var failure = Assert.Throws<FailException>(() => Run("class Broken : Missing;").Load());
        Assert.Contains("Model.cs(1,16): error CS0246", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_disposed_model_is_unloaded()
    {
        var assembly = LoadAndForget();
        for (var attempt = 0; assembly.IsAlive && attempt < 20; attempt++)
        {
            GC.Collect();
            GC.WaitForPendingFinalizers();
        }

        Assert.False(assembly.IsAlive);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static WeakReference LoadAndForget()
    {
        using var model = Run("[Greeting.Greets] public partial class Host;").Load();
        return new WeakReference(model.Assembly);
    }

    private static GeneratorRun Run(string source) => GeneratorRun.Of<GreetingGenerator>(source);
}
