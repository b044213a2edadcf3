using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace Rsg.Benchmarks.Training;

/// <summary>ResNet-32 for small images as users of TorchSharp write it: what the generated network is compared with.</summary>
internal sealed class HandWrittenResNet32 : Module<Tensor, Tensor>
{
    private readonly Conv2d conv1;
    private readonly BatchNorm2d bn1;
    private readonly Sequential layer1;
    private readonly Sequential layer2;
    private readonly Sequential layer3;
    private readonly AdaptiveAvgPool2d pool;
    private readonly Linear linear;

    public HandWrittenResNet32(int classes = 10)
        : base(nameof(HandWrittenResNet32))
    {
        conv1 = Conv2d(3, 16, kernel_size: 3, padding: 1, bias: false);
        bn1 = BatchNorm2d(16);
        layer1 = Layer(16, 16, blocks: 5, stride: 1);
        layer2 = Layer(16, 32, blocks: 5, stride: 2);
        layer3 = Layer(32, 64, blocks: 5, stride: 2);
        pool = AdaptiveAvgPool2d(1);
        linear = Linear(64, classes);
        RegisterComponents();
    }

    public override Tensor forward(Tensor input)
    {
        Tensor x = functional.relu(bn1.call(conv1.call(input)));
        x = layer1.call(x);
        x = layer2.call(x);
        x = layer3.call(x);
        x = pool.call(x).flatten(1);
        return linear.call(x);
    }

    private static Sequential Layer(int inChannels, int outChannels, int blocks, int stride)
    {
        var modules = new List<Module<Tensor, Tensor>>();
        for (int i = 0; i < blocks; i++)
        {
            modules.Add(i == 0 ? new Block(inChannels, outChannels, stride) : new Block(outChannels, outChannels, 1));
        }

        return Sequential(modules);
    }

    private sealed class Block : Module<Tensor, Tensor>
    {
        private readonly Conv2d conv1;
        private readonly BatchNorm2d bn1;
        private readonly Conv2d conv2;
        private readonly BatchNorm2d bn2;
        private readonly int stride;
        private readonly int newChannels;

        public Block(int inChannels, int outChannels, int stride)
            : base(nameof(Block))
        {
            conv1 = Conv2d(inChannels, outChannels, kernel_size: 3, stride: stride, padding: 1, bias: false);
            bn1 = BatchNorm2d(outChannels);
            conv2 = Conv2d(outChannels, outChannels, kernel_size: 3, padding: 1, bias: false);
            bn2 = BatchNorm2d(outChannels);
            this.stride = stride;
            newChannels = outChannels - inChannels;
            RegisterComponents();
        }

        public override Tensor forward(Tensor input)
        {
            Tensor x = functional.relu(bn1.call(conv1.call(input)));
            x = bn2.call(conv2.call(x));
            return functional.relu(x + Shortcut(input));
        }

        private Tensor Shortcut(Tensor input)
        {
            if (stride == 1)
            {
                return input;
            }

            Tensor kept = input[TensorIndex.Ellipsis, TensorIndex.Slice(null, null, stride), TensorIndex.Slice(null, null, stride)];
            return functional.pad(kept, [0, 0, 0, 0, newChannels / 2, newChannels / 2]);
        }
    }
}
