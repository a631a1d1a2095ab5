namespace Passband.Networks.Training;

/// <summary>The networks that can be built without a file.</summary>
public enum ArchitectureKind
{
    /// <summary>One convolution whose responses are rectified and averaged over the picture: what its kernels are is all that it can tell classes by.</summary>
    Tiny,

    /// <summary>Two convolutions and two dense layers, after LeNet-5 (LeCun et al. 1998).</summary>
    Lenet,

    /// <summary>Three convolutions, the first with stride, after AlexNet (Krizhevsky, Sutskever and Hinton 2012), on a small scale and with batch normalization.</summary>
    AlexnetSmall,

    /// <summary>A pointwise convolution between depthwise ones, behind a convolution that sees the picture, after MobileNet (Howard et al. 2017).</summary>
    Depthwise,
}
