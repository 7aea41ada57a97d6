"""A voice of coqui-tts in its own format, small and with random weights: real code, no speech."""

from pathlib import Path


def save_tiny_voice(folder: Path) -> None:
    """Save a VITS model for Hangul, without randomness at synthesis, so that any device makes the same sound."""
    import torch
    from TTS.config.shared_configs import BaseAudioConfig
    from TTS.tts.configs.shared_configs import CharactersConfig
    from TTS.tts.configs.vits_config import VitsArgs, VitsConfig
    from TTS.tts.models.vits import Vits

    folder.mkdir(parents=True)
    sizes = VitsArgs(
        hidden_channels=32,
        hidden_channels_ffn_text_encoder=32,
        num_layers_text_encoder=1,
        num_layers_flow=2,
        num_layers_posterior_encoder=2,
        upsample_initial_channel_decoder=32,
        resblock_kernel_sizes_decoder=[3],
        resblock_dilation_sizes_decoder=[[1, 3, 5]],
        inference_noise_scale=0.0,
        inference_noise_scale_dp=0.0,
        init_discriminator=False,
    )
    config = VitsConfig(
        model_args=sizes,
        audio=BaseAudioConfig(
            sample_rate=22050, hop_length=256, win_length=1024, fft_size=1024, mel_fmin=0.0, mel_fmax=None
        ),
        characters=CharactersConfig(
            characters_class="TTS.tts.utils.text.characters.Graphemes",
            pad="_",
            eos="~",
            bos="^",
            blank="@",
            characters="".join(map(chr, range(ord("가"), ord("힣") + 1))),
            punctuations=".,?! ",
        ),
        use_phonemes=False,
        text_cleaner="basic_cleaners",
        phoneme_language="ko",
    )
    with torch.random.fork_rng():
        torch.manual_seed(0)
        model = Vits(config)
    config.save_json(str(folder / "config.json"))
    torch.save({"model": model.state_dict(), "config": config.to_dict()}, folder / "model.pth")
